package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceTallyTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void eachObserverKeepsItsOwnCountHoweverTheyTakeTurns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            EvidenceTally tally = new EvidenceTally();
            Map<String, Long> expected = new TreeMap<>();
            int nodes = 1 + random.nextInt(5);
            for (int i = random.nextInt(30); i > 0; i--) {
                String node = "node-" + random.nextInt(nodes);
                tally.add(node, Side.CLIENT, Sign.REQUEST, i, TIME, false);
                expected.merge(node, (long) i, Long::sum);
                if (random.nextInt(5) == 0) {
                    assertThat(counted(tally)).as("seed %d", seed).isEqualTo(expected);
                }
            }
            assertThat(counted(tally)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static Map<String, Long> counted(EvidenceTally tally) {
        Map<String, Long> counted = new TreeMap<>();
        for (Observation seen : tally.snapshot().observations()) {
            assertThat(counted.put(seen.observer(), seen.count(Sign.REQUEST))).isNull();
        }
        return counted;
    }
}
