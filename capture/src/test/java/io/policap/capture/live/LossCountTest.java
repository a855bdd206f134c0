package io.policap.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossCountTest {
    @Test
    void aCounterThatWrapsGoesOnCounting() {
        LossCount count = new LossCount();
        assertThat(count.advance(10)).isEqualTo(10);
        assertThat(count.advance(0xFFFF_FFF0L)).isEqualTo(0xFFFF_FFF0L);
        assertThat(count.advance(5)).isEqualTo(0x1_0000_0005L);
    }
}
