package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.option.Command;
import io.policap.cli.option.PicocliModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;

class OptionTypesTest {

    /** {@link PicocliModel} leaves out the converters that picocli finds by reflection: those of these packages. */
    @Test
    void noOptionIsOfATypeWhoseConverterIsLeftOut() {
        List<String> types = new ArrayList<>();
        List<String> converted = new ArrayList<>();
        for (Command command : Subcommands.of(new String[0])) {
            for (ArgSpec argument : PicocliModel.of(command).args()) {
                (argument.converters().length == 0 ? types : converted).add(argument.auxiliaryTypes()[0].getName());
            }
        }

        assertThat(types).contains("java.lang.String", "int");
        assertThat(types).noneMatch(type -> type.matches("java\\.(sql|time|nio)\\..*"));
        assertThat(converted).contains("java.nio.file.Path").containsOnly("java.nio.file.Path");
    }
}
