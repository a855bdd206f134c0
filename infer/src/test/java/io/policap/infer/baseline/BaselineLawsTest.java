package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.Party;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.inventory.Inventory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The laws that let threads, files and clusters each keep a baseline of their own. */
class BaselineLawsTest {
    private static final int RUNS = 60;
    private static final BaselineLimits SMALL = new BaselineLimits(3, 8, 3, 1_000_000, 2);

    private static Baseline empty() {
        return empty(SMALL);
    }

    private static Baseline empty(BaselineLimits limits) {
        return new Baseline("default", new ConnectionResolver(Inventory.empty(), "default"), limits);
    }

    private static BaselineSnapshot of(List<Consumer<FlowSink>> deliveries) {
        Baseline baseline = empty();
        deliveries.forEach(delivery -> delivery.accept(baseline));
        return baseline.snapshot();
    }

    private static BaselineSnapshot merged(BaselineSnapshot... parts) {
        Baseline baseline = empty();
        for (BaselineSnapshot part : parts) {
            baseline.merge(part);
        }
        return baseline.snapshot();
    }

    private static List<Consumer<FlowSink>> deliveries(long seed) {
        return new RandomFlows(seed).deliveries(10 + new Random(seed).nextInt(300));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (long seed = 0; seed < RUNS; seed++) {
            List<Consumer<FlowSink>> deliveries = deliveries(seed);
            BaselineSnapshot expected = of(deliveries);
            Collections.shuffle(deliveries, new Random(seed));
            assertThat(of(deliveries)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void partsMergeToTheWholeInAnyOrderAndGrouping() {
        for (long seed = 0; seed < RUNS; seed++) {
            List<Consumer<FlowSink>> deliveries = deliveries(seed);
            Random random = new Random(seed);
            int first = random.nextInt(deliveries.size());
            int second = first + random.nextInt(deliveries.size() - first);
            BaselineSnapshot a = of(deliveries.subList(0, first));
            BaselineSnapshot b = of(deliveries.subList(first, second));
            BaselineSnapshot c = of(deliveries.subList(second, deliveries.size()));
            BaselineSnapshot whole = of(deliveries);
            assertThat(merged(a, b, c)).as("seed %d, a b c", seed).isEqualTo(whole);
            assertThat(merged(c, a, b)).as("seed %d, c a b", seed).isEqualTo(whole);
            assertThat(merged(merged(a, b), c)).as("seed %d, (a b) c", seed).isEqualTo(whole);
            assertThat(merged(a, merged(b, c))).as("seed %d, a (b c)", seed).isEqualTo(whole);
        }
    }

    @Test
    void anEmptyBaselineIsNeutral() {
        BaselineSnapshot nothing = empty().snapshot();
        for (long seed = 0; seed < RUNS; seed++) {
            BaselineSnapshot some = of(deliveries(seed));
            assertThat(merged(some)).as("seed %d", seed).isEqualTo(some);
            assertThat(merged(nothing, some)).as("seed %d", seed).isEqualTo(some);
            assertThat(merged(some, nothing)).as("seed %d", seed).isEqualTo(some);
        }
    }

    @Test
    void theFlowsOfTheseTestsDoFold() {
        BaselineSnapshot snapshot = of(new RandomFlows(1).deliveries(2000));
        assertThat(snapshot.classes().keySet())
                .as("prefixes")
                .anyMatch(type -> type.server() instanceof Party.Address
                        && !((Party.Address) type.server()).block().isSingle());
        assertThat(snapshot.questions().keySet())
                .as("questions without ports")
                .anyMatch(question -> question.leftPort() == 0 && question.rightPort() == 0);
        assertThat(snapshot.blindSpots())
                .as("joined blind spots")
                .anyMatch(spot -> spot.reason().endsWith(BlindSpots.JOINED));
    }

    @Test
    void everyUsedFlowIsEvidenceOrRefusedWhateverTheLimit() {
        for (long seed = 0; seed < RUNS; seed++) {
            Baseline baseline = empty(new BaselineLimits(3, 4, 3, 5, 2));
            RandomFlows.ofHubble(seed)
                    .deliveries(10 + new Random(seed).nextInt(300))
                    .forEach(delivery -> delivery.accept(baseline));
            BaselineSnapshot snapshot = baseline.snapshot();
            long kept = 0;
            for (ClassEvidence evidence : snapshot.classes().values()) {
                kept = Counts.plus(kept, evidence.total());
            }
            for (ClassEvidence evidence : snapshot.questions().values()) {
                kept = Counts.plus(kept, evidence.total());
            }
            assertThat(Counts.plus(kept, snapshot.refused()))
                    .as("seed %d", seed)
                    .isEqualTo(snapshot.books().used());
            assertThat(snapshot.books().balance()).as("seed %d", seed).isTrue();
            assertThat(snapshot.classes()).as("seed %d", seed).hasSizeLessThanOrEqualTo(5);
            assertThat(snapshot.questions()).as("seed %d", seed).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void theBooksCountPacketsAndBalanceWhateverTheLimit() {
        for (long seed = 0; seed < RUNS; seed++) {
            Baseline baseline = empty(new BaselineLimits(3, 4, 3, 5, 2));
            deliveries(seed).forEach(delivery -> delivery.accept(baseline));
            BaselineSnapshot snapshot = baseline.snapshot();
            assertThat(snapshot.books().balance()).as("seed %d", seed).isTrue();
            assertThat(snapshot.classes()).as("seed %d", seed).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void aSnapshotInTwoHalvesIsTheSame() {
        for (long seed = 0; seed < RUNS; seed++) {
            Baseline baseline = empty();
            deliveries(seed).forEach(delivery -> delivery.accept(baseline));
            BaselineSnapshot beside = baseline.snapshot(half -> CompletableFuture.runAsync(half)::join);
            BaselineSnapshot last = baseline.snapshot(half -> half);
            assertThat(beside).as("seed %d", seed).isEqualTo(baseline.snapshot());
            assertThat(last).as("seed %d", seed).isEqualTo(beside);
        }
    }
}
