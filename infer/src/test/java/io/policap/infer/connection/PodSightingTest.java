package io.policap.infer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PodSightingTest {
    private static final Comparator<PodSighting> ORDER = Comparator.comparing(PodSighting::pod)
            .thenComparing(PodSighting::labels)
            .thenComparing(PodSighting::identity)
            .thenComparing(PodSighting::workloadKind)
            .thenComparing(PodSighting::workloadName)
            .thenComparing(PodSighting::node);

    @Test
    void sightingsAreOrderedByTheirComponentsInTurn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            PodSighting left = sighting(random);
            PodSighting right = sighting(random);
            assertThat(Integer.signum(left.compareTo(right)))
                    .as("seed %d: %s, %s", seed, left, right)
                    .isEqualTo(Integer.signum(ORDER.compare(left, right)));
        }
    }

    private static PodSighting sighting(Random random) {
        return new PodSighting(
                new PodKey("default", "shop", text(random)),
                Labels.of(Map.of("app", text(random))),
                random.nextInt(4) == 0,
                text(random),
                text(random),
                text(random));
    }

    private static String text(Random random) {
        return random.nextInt(4) == 0 ? "b" : "a";
    }
}
