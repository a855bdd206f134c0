package io.policap.cli.hubble;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.collect.CollectorCounts;
import io.policap.capture.hubble.collect.HubbleCollector;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.cli.console.Console;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.EndOfRun;
import io.policap.cli.live.LearningFigures;
import io.policap.cli.live.StabilityWatch;
import io.policap.cli.live.Stable;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.LearnOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run that learns from Hubble servers until it is ended: delivers, saves again and again, looks how far learning has
 * settled, and says how it stands.
 */
final class HubbleRun {
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Inference takes its time, and nothing settles within seconds. */
    private static final Duration BETWEEN_FIGURES = Duration.ofSeconds(10);
    /** Where nobody looks at a progress line. */
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(10);

    private final HubbleSources asked;
    private final HubbleCollector collector;
    private final LiveBaseline baseline;
    private final Supplier<Inventory> inventory;
    private final Optional<SavedBaseline> saved;
    private final LearnOptions options;
    private final Console console;
    private final StabilityWatch watch = new StabilityWatch();
    private final ProgressText progress;
    private final long began = System.nanoTime();
    private LearningFigures figures = LearningFigures.NONE;
    private long figured = began;
    private long figuringTakes;
    private long written = began;
    private long told = began;
    private String complaint = "";

    /** What was seen at a moment, and how far the servers had been read by then. */
    private record Moment(BaselineSnapshot seen, ResumePoint point) {}

    /**
     * A run that has not begun.
     *
     * @param inventory the newest objects, asked for again and again on another thread
     * @param saved where what was seen so far is written; empty for nowhere
     */
    HubbleRun(
            HubbleSources asked,
            HubbleCollector collector,
            LiveBaseline baseline,
            Supplier<Inventory> inventory,
            Optional<SavedBaseline> saved,
            LearnOptions options,
            Console console) {
        this.asked = asked;
        this.collector = collector;
        this.baseline = baseline;
        this.inventory = inventory;
        this.saved = saved;
        this.options = options;
        this.console = console;
        this.progress = new ProgressText(began);
    }

    /**
     * Runs to the end, whatever it is, and saves what was seen.
     *
     * @param issues gets what the user has to know of the servers
     * @return why a server could not be asked any longer, where that ended the run
     * @throws HubbleFailure when it did before anything was delivered
     * @throws IOException when the output cannot be written in the end
     */
    Optional<HubbleFailure> toEnd(Issues issues) throws HubbleFailure, IOException {
        Optional<HubbleFailure> failure = Optional.empty();
        Duration every = asked.checkpoint().compareTo(ROUND) < 0 ? asked.checkpoint() : ROUND;
        try (EndOfRun end = EndOfRun.watch(asked.span(), collector::stop)) {
            try (Checkpoints rounds = Checkpoints.every(every, () -> round(end), this::complain)) {
                collector.run(baseline);
            } catch (HubbleFailure e) {
                if (collector.counts().events() == 0) {
                    throw e;
                }
                failure = Optional.of(e);
            }
            console.clearProgress();
            refreshInventory();
            save(moment());
            sayEnd(end);
        }
        issues.addAll(collector.issues());
        return failure;
    }

    private void round(EndOfRun end) {
        long now = System.nanoTime();
        refreshInventory();
        if (now - figured >= Math.max(BETWEEN_FIGURES.toNanos(), figuringTakes)) {
            figure(end);
        }
        CollectorCounts counts = collector.counts();
        console.progress(progress.line(counts, figures, watch.newEdges(), System.nanoTime()));
        if (now - told >= BETWEEN_LINES.toNanos()) {
            told = now;
            if (!console.isTerminal()) {
                console.say(progress.line(counts, figures, watch.newEdges(), now));
            }
        }
        if (now - written >= asked.checkpoint().toNanos()) {
            written = now;
            try {
                save(moment());
            } catch (IOException e) {
                throw new UncheckedIOException(Console.message(e), e);
            }
        }
    }

    private void figure(EndOfRun end) {
        long before = System.nanoTime();
        BaselineSnapshot seen = moment().seen();
        double bound = asked.stable().map(Stable::bound).orElse(Stable.USUAL_BOUND);
        figures = LearningFigures.of(Inference.infer(seen, baseline.inventory(), options), bound);
        figured = System.nanoTime();
        // In a large cluster it takes seconds: never more than a tenth of the time.
        figuringTakes = 10 * (figured - before);
        watch.add(figures, figured);
        asked.stable()
                .filter(stable -> watch.stableFor().compareTo(stable.time()) >= 0)
                .ifPresent(stable -> end.because("stable"));
    }

    private void refreshInventory() {
        Inventory newest = inventory.get();
        if (newest != baseline.inventory()) {
            collector.hold(() -> baseline.inventory(newest));
        }
    }

    private Moment moment() {
        Moment[] moment = new Moment[1];
        collector.hold(() -> moment[0] = new Moment(baseline.snapshot(), collector.resumePoint()));
        return moment[0];
    }

    private void save(Moment moment) throws IOException {
        if (saved.isPresent() && moment.seen().books().read() > 0) {
            saved.get().write(moment.seen(), moment.point());
        }
    }

    private void complain(RuntimeException failure) {
        String text = Console.message(failure);
        if (!text.equals(complaint)) {
            complaint = text;
            console.say("checkpoint: could not be written, and is tried again: " + text);
        }
    }

    private void sayEnd(EndOfRun end) {
        String why = end.reason()
                .map(reason -> reason.startsWith("SIG")
                        ? "; ended by " + reason
                        : reason.equals("stable") ? "; every workload is stable" : "")
                .orElse("");
        console.say(progress.line(collector.counts(), figures, watch.newEdges(), System.nanoTime()) + why);
    }
}
