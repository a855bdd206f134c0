package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.collect.CollectorCounts;
import io.policap.capture.hubble.collect.ServerCounts;
import io.policap.cli.live.LearningFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static CollectorCounts counts(long flows, long lost, long gaps, ServerCounts.State state) {
        return new CollectorCounts(List.of(new ServerCounts(
                "hubble://a:4245", state, Instant.EPOCH, flows, flows, 0, 0, lost, gaps, 0, 0, Optional.empty())));
    }

    @Test
    void saysHowTheRunStandsInOneLine() {
        ProgressText text = new ProgressText(0);
        LearningFigures figures = new LearningFigures(45, 310, 40);
        assertThat(text.line(counts(2_000, 0, 0, ServerCounts.State.CONNECTED), figures, 2, 4 * SECOND))
                .isEqualTo("4s, 2,000 flows (500/s), 45 workloads, 310 edges (2 new in 10m), 0 lost, 40 of 45 stable");
        assertThat(text.line(counts(1_234_567, 17, 1, ServerCounts.State.RETRYING), figures, 0, 3_725 * SECOND))
                .startsWith("1h2m05s, 1,234,567 flows (")
                .endsWith("17 lost, 1 gap, 40 of 45 stable, 0 of 1 server connected");
    }

    @Test
    void theRateIsThatOfTheLastSecondsNotOfTheWholeRun() {
        ProgressText text = new ProgressText(0);
        for (int second = 1; second <= 60; second++) {
            text.line(
                    counts(1_000L * second, 0, 0, ServerCounts.State.CONNECTED),
                    LearningFigures.NONE,
                    0,
                    second * SECOND);
        }
        String line = "";
        for (int second = 61; second <= 80; second++) {
            line = text.line(
                    counts(60_000, 0, 0, ServerCounts.State.CONNECTED), LearningFigures.NONE, 0, second * SECOND);
        }
        assertThat(line).contains("60,000 flows (0/s)");
    }
}
