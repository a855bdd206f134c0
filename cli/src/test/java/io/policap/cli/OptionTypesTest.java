package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class OptionTypesTest {

    /** {@link Main} leaves out the converters of these packages. */
    @Test
    void noOptionIsOfATypeWhoseConverterIsLeftOut() {
        List<String> types = new ArrayList<>();
        for (Class<?> command : Subcommands.of(new String[0])) {
            for (ArgSpec argument : new CommandLine(command).getCommandSpec().args()) {
                types.add(argument.type().getName());
                for (Class<?> element : argument.auxiliaryTypes()) {
                    types.add(element.getName());
                }
            }
        }

        assertThat(types).contains("java.lang.String", "java.nio.file.Path");
        assertThat(types).noneMatch(type -> type.matches("java\\.(sql|time)\\..*"));
    }
}
