package io.policap.capture.hubble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireHashTest {
    @Test
    void everyBitOfAnyLengthChangesAboutHalfOfTheBits() {
        Random random = new Random(1);
        for (int length = 1; length <= 70; length++) {
            byte[] bytes = new byte[length + 3];
            random.nextBytes(bytes);
            long hash = WireHash.of(bytes, 3, bytes.length, length);
            for (int bit = 0; bit < 8 * length; bit++) {
                bytes[3 + bit / 8] ^= (byte) (1 << bit % 8);
                long changed = hash ^ WireHash.of(bytes, 3, bytes.length, length);
                bytes[3 + bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(Long.bitCount(changed))
                        .as("length %d, bit %d", length, bit)
                        .isBetween(8, 56);
                assertThat(Long.bitCount(changed >>> 32))
                        .as("length %d, bit %d", length, bit)
                        .isBetween(4, 29);
            }
        }
    }

    @Test
    void addressesSpreadOverATable() {
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 1_024; i++) {
            byte[] text = ("10.244." + i / 256 + "." + i % 256).getBytes(StandardCharsets.US_ASCII);
            places.add(WireHash.of(text, 0, text.length, text.length) >>> 32 & 8_190);
        }
        // As many as by chance: 4,096 (1 - e^(-1,024/4,096)) = 906.
        assertThat(places.size()).isBetween(870, 945);
    }
}
