package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class SubcommandsTest {
    @Test
    void theOneAskedForIsTheOneOfThatName() {
        for (Class<?> command : Subcommands.of(new String[0])) {
            String name = command.getAnnotation(Command.class).name();
            assertThat(Subcommands.of(new String[] {name, "--help"})).isEqualTo(List.of(command));
        }
    }

    @Test
    void whereNoneIsNamedAllAreThere() {
        assertThat(Subcommands.of(new String[] {"--help"})).hasSize(8);
        assertThat(Subcommands.of(new String[] {"obsrve"})).hasSize(8);
    }
}
