package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import io.policap.cli.option.Command;
import io.policap.cli.option.PlainLine;
import org.junit.jupiter.api.Test;

class LiveArgumentsTest {
    @Test
    void wherePayloadsAreWantedEveryPacketIsTakenWhole() {
        LiveArguments unasked = of("listen");

        assertThat(unasked.filter(false)).isEqualTo(LiveFilter.HANDSHAKES);
        assertThat(unasked.snapLength(false)).isEqualTo(NicSource.SNAP_LENGTH);
        assertThat(unasked.filter(true)).isEqualTo(LiveFilter.EVERYTHING);
        assertThat(unasked.snapLength(true)).isEqualTo(NicSource.SNAP_LENGTH_L7);
    }

    @Test
    void whatWasAskedForIsUsedInAnyCase() {
        assertThat(of("listen", "--snaplen", "96").snapLength(true)).isEqualTo(96);
    }

    private static LiveArguments of(String... words) {
        Command command = new Command("listen", "Listens.", () -> 0);
        LiveArguments arguments = new LiveArguments(command);
        assertThat(PlainLine.read(command, words)).isTrue();
        return arguments;
    }
}
