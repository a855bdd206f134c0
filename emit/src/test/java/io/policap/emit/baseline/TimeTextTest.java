package io.policap.emit.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private final TimeText text = new TimeText();

    @Test
    void everyDayOfEightCenturiesReadsAsInstantsDo() {
        for (long day = 0; day < 800L * 366; day++) {
            Instant time = Instant.ofEpochSecond(day * 86_400 + day % 86_400);
            if (!text.of(time).equals(time.toString())) {
                assertThat(text.of(time)).isEqualTo(time.toString());
            }
        }
    }

    @Test
    void anyFractionReadsAsInstantsDo() {
        long seed = 20_251_009;
        Random random = new Random(seed);
        int[] units = {1, 1000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int unit = units[random.nextInt(units.length)];
            long nanos = random.nextInt(1_000_000_000) / unit * (long) unit;
            Instant time = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE) * 100L, nanos);
            assertThat(text.of(time)).as("seed %d", seed).isEqualTo(time.toString());
        }
    }

    @Test
    void yearsOfOtherThanFourDigitsAndTimesBefore1970ReadAsInstantsDo() {
        for (String time : new String[] {
            "9999-12-31T23:59:59.999999999Z",
            "+10000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.5Z",
            "-0001-01-01T00:00:00Z"
        }) {
            assertThat(text.of(Instant.parse(time)))
                    .isEqualTo(Instant.parse(time).toString());
        }
        assertThat(text.of(Instant.MIN)).isEqualTo(Instant.MIN.toString());
        assertThat(text.of(Instant.MAX)).isEqualTo(Instant.MAX.toString());
    }
}
