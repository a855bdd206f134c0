package io.policap.infer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds {@link SignCounts} to what a {@link TreeMap} of the same counts does. */
class SignCountsTest {
    private static final Sign[] SIGNS = Sign.values();

    @Test
    void anyCountsAreTheMapThatTheyWereMadeOf() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            TreeMap<Sign, Long> expected = new TreeMap<>();
            long[] byOrdinal = new long[SIGNS.length];
            for (int i = random.nextInt(5); i > 0; i--) {
                Sign sign = SIGNS[random.nextInt(SIGNS.length)];
                long count = random.nextInt(4) == 0 ? 0 : 1 + (random.nextLong() >>> 1 + random.nextInt(62));
                expected.put(sign, count);
                byOrdinal[sign.ordinal()] = count;
            }
            assertSame(SignCounts.of(expected), expected, seed);
            expected.values().removeIf(count -> count == 0);
            assertSame(SignCounts.above0(byOrdinal), expected, seed);
        }
    }

    private static void assertSame(SignCounts counts, TreeMap<Sign, Long> expected, long seed) {
        assertThat((Map<Sign, Long>) counts).as("seed %d", seed).isEqualTo(expected);
        assertThat(expected).as("seed %d", seed).isEqualTo(counts);
        assertThat(counts.hashCode()).as("seed %d", seed).isEqualTo(expected.hashCode());
        assertThat(counts.toString()).as("seed %d", seed).isEqualTo(expected.toString());
        assertThat(List.copyOf(counts.keySet())).as("seed %d", seed).isEqualTo(List.copyOf(expected.keySet()));
        assertThat(List.copyOf(counts.values())).as("seed %d", seed).isEqualTo(List.copyOf(expected.values()));
        assertThat(new TreeMap<>(counts)).as("seed %d", seed).isEqualTo(expected);
        List<Object> told = new ArrayList<>();
        List<Object> toTell = new ArrayList<>();
        counts.forEach((sign, count) -> told.addAll(List.of(sign, count)));
        expected.forEach((sign, count) -> toTell.addAll(List.of(sign, count)));
        assertThat(told).as("seed %d", seed).isEqualTo(toTell);
        for (Sign sign : SIGNS) {
            assertThat(counts.get(sign)).as("seed %d", seed).isEqualTo(expected.get(sign));
            assertThat(counts.containsKey(sign)).as("seed %d", seed).isEqualTo(expected.containsKey(sign));
            assertThat(counts.count(sign)).as("seed %d", seed).isEqualTo(expected.getOrDefault(sign, 0L));
            assertThat(counts.headMap(sign)).as("seed %d", seed).isEqualTo(expected.headMap(sign));
            assertThat(counts.tailMap(sign)).as("seed %d", seed).isEqualTo(expected.tailMap(sign));
            assertThat(counts.subMap(SIGNS[0], sign)).as("seed %d", seed).isEqualTo(expected.subMap(SIGNS[0], sign));
        }
        if (expected.isEmpty()) {
            assertThatThrownBy(counts::firstKey).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(counts::lastKey).isInstanceOf(NoSuchElementException.class);
        } else {
            assertThat(counts.firstKey()).as("seed %d", seed).isEqualTo(expected.firstKey());
            assertThat(counts.lastKey()).as("seed %d", seed).isEqualTo(expected.lastKey());
        }
    }

    @Test
    void nobodyChangesThem() {
        TreeMap<Sign, Long> from = new TreeMap<>(Map.of(Sign.REQUEST, 1L));
        SignCounts counts = SignCounts.of(from);
        from.put(Sign.REQUEST, 2L);
        assertThat(counts.count(Sign.REQUEST)).isEqualTo(1);
        assertThatThrownBy(() -> counts.put(Sign.ANSWER, 1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(counts::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> counts.entrySet().iterator().next().setValue(3L))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> counts.headMap(Sign.L7_REQUEST).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
