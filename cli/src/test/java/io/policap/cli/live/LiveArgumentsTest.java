package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import io.policap.cli.option.Command;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LiveArgumentsTest {
    @Test
    void wherePayloadsAreWantedEveryPacketIsTakenWhole() {
        LiveArguments unasked = of();

        assertThat(unasked.filter(false)).isEqualTo(LiveFilter.HANDSHAKES);
        assertThat(unasked.snapLength(false)).isEqualTo(NicSource.SNAP_LENGTH);
        assertThat(unasked.filter(true)).isEqualTo(LiveFilter.EVERYTHING);
        assertThat(unasked.snapLength(true)).isEqualTo(NicSource.SNAP_LENGTH_L7);
    }

    @Test
    void whatWasAskedForIsUsedInAnyCase() {
        assertThat(of("--snaplen", "96").snapLength(true)).isEqualTo(96);
    }

    private static LiveArguments of(String... words) {
        Command command = new Command("listen", "Listens.", () -> 0);
        LiveArguments arguments = new LiveArguments(command);
        new CommandLine(command.spec()).parseArgs(words);
        return arguments;
    }
}
