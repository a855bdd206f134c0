package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.live.NicSource;
import org.junit.jupiter.api.Test;

class LiveArgumentsTest {
    @Test
    void wherePayloadsAreWantedEveryPacketIsTakenWhole() {
        LiveArguments unasked = new LiveArguments();

        assertThat(unasked.filter(false)).isEqualTo(LiveFilter.HANDSHAKES);
        assertThat(unasked.snapLength(false)).isEqualTo(NicSource.SNAP_LENGTH);
        assertThat(unasked.filter(true)).isEqualTo(LiveFilter.EVERYTHING);
        assertThat(unasked.snapLength(true)).isEqualTo(NicSource.SNAP_LENGTH_L7);
    }

    @Test
    void whatWasAskedForIsUsedInAnyCase() {
        LiveArguments asked = new LiveArguments();
        asked.snapLength(96);

        assertThat(asked.snapLength(true)).isEqualTo(96);
    }
}
