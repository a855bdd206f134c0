package io.policap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StabilityWatchTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final StabilityWatch watch = new StabilityWatch();

    @Test
    void newEdgesAreThoseOfTheLastTenMinutes() {
        watch.add(new LearningFigures(1, 10, 0), 0);
        assertThat(watch.newEdges()).isEqualTo(10);
        watch.add(new LearningFigures(1, 12, 0), 5 * MINUTE);
        assertThat(watch.newEdges()).isEqualTo(12);
        watch.add(new LearningFigures(1, 15, 0), 11 * MINUTE);
        assertThat(watch.newEdges()).isEqualTo(5);
        watch.add(new LearningFigures(1, 15, 0), 40 * MINUTE);
        assertThat(watch.newEdges()).isZero();
    }

    @Test
    void edgesThatWereTakenBackAreNotNew() {
        watch.add(new LearningFigures(1, 10, 0), 0);
        watch.add(new LearningFigures(1, 9, 0), 20 * MINUTE);
        assertThat(watch.newEdges()).isZero();
    }

    @Test
    void stabilityIsCountedFromWhenTheLastWorkloadBecameStable() {
        watch.add(new LearningFigures(2, 4, 1), 0);
        assertThat(watch.stableFor()).isZero();
        watch.add(new LearningFigures(2, 4, 2), 10 * MINUTE);
        assertThat(watch.stableFor()).isZero();
        watch.add(new LearningFigures(2, 4, 2), 25 * MINUTE);
        assertThat(watch.stableFor()).isEqualTo(Duration.ofMinutes(15));
        watch.add(new LearningFigures(3, 5, 2), 26 * MINUTE);
        assertThat(watch.stableFor()).isZero();
        watch.add(new LearningFigures(3, 5, 3), 27 * MINUTE);
        watch.add(new LearningFigures(3, 5, 3), 28 * MINUTE);
        assertThat(watch.stableFor()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void nothingIsStableWhereNothingWasSeen() {
        watch.add(LearningFigures.NONE, 0);
        watch.add(LearningFigures.NONE, 100 * MINUTE);
        assertThat(watch.stableFor()).isZero();
    }
}
