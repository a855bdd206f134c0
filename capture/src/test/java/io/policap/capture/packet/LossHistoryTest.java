package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossHistoryTest {
    private final LossHistory history = new LossHistory();

    private static LostPackets lost(int iface, long packets, long time) {
        return new LostPackets(iface, packets, time);
    }

    @Test
    void quietTimesAreTheirBeginAndTheirEnd() {
        for (int second = 1; second <= 100; second++) {
            history.add(lost(0, second < 50 ? 3 : 7, second));
        }
        assertThat(history.list()).isEqualTo(List.of(lost(0, 3, 1), lost(0, 3, 49), lost(0, 7, 50), lost(0, 7, 100)));
    }

    @Test
    void interfacesDoNotMix() {
        history.add(lost(1, 5, 1));
        history.add(lost(0, 5, 1));
        history.add(lost(1, 5, 2));
        history.add(lost(1, 6, 3));
        assertThat(history.list()).isEqualTo(List.of(lost(0, 5, 1), lost(1, 5, 1), lost(1, 5, 2), lost(1, 6, 3)));
    }

    @Test
    void aCaptureThatLosesAllTheTimeIsKeptMoreCoarsely() {
        for (int second = 1; second <= 1_000_000; second++) {
            history.add(lost(0, second, second));
        }
        List<LostPackets> kept = history.list();
        assertThat(kept).hasSizeLessThan(LossHistory.MOST).last().isEqualTo(lost(0, 1_000_000, 1_000_000));
        assertThat(kept).hasSizeGreaterThan(LossHistory.MOST / 2 - 1);
    }
}
