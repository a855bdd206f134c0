package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.option.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubcommandsTest {
    @Test
    void theOneAskedForIsTheOneOfThatName() {
        for (Command command : Subcommands.of(new String[0])) {
            String name = command.name();
            List<Command> asked = Subcommands.of(new String[] {name, "--help"});

            assertThat(asked).hasSize(1);
            assertThat(asked.get(0).name()).isEqualTo(name);
        }
    }

    @Test
    void whereNoneIsNamedAllAreThere() {
        assertThat(Subcommands.of(new String[] {"--help"})).hasSize(8);
        assertThat(Subcommands.of(new String[] {"obsrve"})).hasSize(8);
    }
}
