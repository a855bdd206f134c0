package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeResolutionTest {
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

    @Test
    void everyResolutionIsExactAndWhatDoesNotFitIsTheNearest() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200_000; round++) {
            int resolution = random.nextInt(256);
            long ticks = random.nextLong() >>> random.nextInt(64);
            long offset = random.nextInt(4) == 0 ? (random.nextLong() >> random.nextInt(64)) : 0;
            assertThat(new TimeResolution(resolution, offset).nanos(ticks))
                    .as("seed %d: if_tsresol %d, %d ticks, offset %d", seed, resolution, ticks, offset)
                    .isEqualTo(expected(resolution, ticks, offset));
        }
    }

    private static long expected(int resolution, long ticks, long offset) {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(ticks));
        int exponent = resolution & 0x7F;
        BigInteger unit = (resolution & 0x80) != 0 ? BigInteger.TWO.pow(exponent) : BigInteger.TEN.pow(exponent);
        BigInteger since = unsigned.multiply(SECOND).divide(unit);
        since = since.min(BigInteger.valueOf(Long.MAX_VALUE));
        long mostSeconds = Long.MAX_VALUE / 1_000_000_000 - 1;
        BigInteger bounded = BigInteger.valueOf(Math.max(-mostSeconds, Math.min(mostSeconds, offset)));
        BigInteger time = since.add(bounded.multiply(SECOND));
        return time.max(BigInteger.ZERO).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
