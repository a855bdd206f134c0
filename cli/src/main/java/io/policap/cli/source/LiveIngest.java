package io.policap.cli.source;

import io.policap.capture.live.NicSource;
import io.policap.capture.packet.Captures;
import io.policap.capture.packet.LiveCapture;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.packet.vantage.RecordingNotes;
import io.policap.cli.console.Console;
import io.policap.cli.live.Checkpoints;
import io.policap.cli.live.CountingSink;
import io.policap.cli.live.EndOfRun;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Listens on the network interfaces of a run: from its begin, also while its files are still being read, until the run is
 * ended. What was seen so far is written again and again.
 */
final class LiveIngest implements AutoCloseable {
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** All legs of a connection end within that; what is older is delivered and its memory given back. */
    private static final long SETTLING = Duration.ofMinutes(2).toNanos();

    private final LiveSources asked;
    private final NicSource nic;
    private final BaselineTarget target;
    private final Console console;
    private final CompletableFuture<Baseline> baseline;
    private final Function<Inventory, Baseline> empty;
    private final Captures captures = new Captures();
    private final LegJoin join;
    private final LiveCapture capture;
    private final CountingSink counts;
    private final Issues issues = new Issues();
    private final FutureTask<Integer> listening;
    private final EndOfRun end;
    private final long began = System.nanoTime();
    private long settled;
    private long written;
    private String complaint = "";

    /**
     * Begins to listen.
     *
     * @param nic the interfaces, open until this is closed
     * @param target where what was seen so far is written
     * @param inventory completed by another thread when it is read, also where that fails
     * @param empty makes an empty baseline
     */
    LiveIngest(
            Sources sources,
            LiveSources asked,
            NicSource nic,
            BaselineTarget target,
            Console console,
            CompletableFuture<Inventory> inventory,
            Function<Inventory, Baseline> empty) {
        this.asked = asked;
        this.nic = nic;
        this.target = target;
        this.console = console;
        this.baseline = inventory.thenApply(empty);
        this.empty = empty;
        this.join = new LegJoin(captures, inventory::join, captures::names, new LazySink(baseline::join));
        this.capture = new LiveCapture(asked.name(), sources.captures(), captures, join);
        this.counts = new CountingSink(capture, asked.names().size());
        this.listening = new FutureTask<>(() -> nic.run(counts, issues));
        this.end = EndOfRun.watch(asked.span(), nic::stop);
        Thread thread = new Thread(listening, "policap-live");
        thread.setDaemon(true);
        thread.start();
        console.say("listening on " + asked.name() + "; "
                + (sources.captures().l7()
                        ? "payloads are looked at, " + asked.snapLength() + " bytes of a packet; "
                        : "")
                + (asked.span().isPresent() ? "" : "until Ctrl-C or SIGTERM, ") + "then everything is written");
    }

    /**
     * Waits for the end of the run.
     *
     * @param before what the files of the run showed, part of what is written meanwhile
     */
    Part toEnd(Inventory inventory, BaselineSnapshot before) throws InterruptedException {
        settled = System.nanoTime();
        written = began;
        Duration every = asked.checkpoint().compareTo(ROUND) < 0 ? asked.checkpoint() : ROUND;
        try (Checkpoints rounds = Checkpoints.every(every, () -> round(inventory, before), this::complain)) {
            listening.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("listening failed", e.getCause());
        }
        end.close();
        console.clearProgress();
        console.say(counted()
                + end.reason()
                        .filter(reason -> reason.startsWith("SIG"))
                        .map(reason -> "; ended by " + reason)
                        .orElse(""));
        Baseline into = baseline.join();
        capture.finish(issues);
        captures.describe(inventory, RecordingNotes.none(), into, issues);
        join.deliver();
        if (join.unjoined() > 0) {
            issues.add(
                    IssueCode.EVICTED,
                    asked.name(),
                    join.unjoined() + " legs of connections were delivered before others of the same minutes ended;"
                            + " where NAT shows the same connection again, it counts twice");
        }
        BaselineSnapshot seen = into.snapshot();
        checkpoint(inventory, before, seen);
        return new Part(List.of(seen), issues, List.of(asked.name()));
    }

    private void round(Inventory inventory, BaselineSnapshot before) {
        Instant now = Instant.now();
        capture.expire(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        console.progress(counted());
        long time = System.nanoTime();
        if (time - settled >= SETTLING) {
            settled = time;
            join.deliverSettled();
        }
        if (time - written >= asked.checkpoint().toNanos()) {
            written = time;
            checkpoint(inventory, before, seen(inventory));
        }
    }

    private void checkpoint(Inventory inventory, BaselineSnapshot before, BaselineSnapshot seen) {
        if (seen.books().read() == 0) {
            return; // what is there stays until there is something better
        }
        Baseline all = empty.apply(inventory);
        all.merge(before);
        all.merge(seen);
        try {
            target.write(all.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(Console.message(e), e);
        }
    }

    /** What would be the result if the run ended now; changes nothing of what it will be. */
    private BaselineSnapshot seen(Inventory inventory) {
        Baseline seen = empty.apply(inventory);
        List<Leg> legs = new ArrayList<>();
        capture.hold(() -> {
            legs.addAll(capture.open());
            legs.addAll(join.held());
            join.lookups().forEach(seen::accept);
            seen.merge(baseline.join().snapshot());
            captures.describe(inventory, RecordingNotes.none(), seen, new Issues());
        });
        LegJoin all = new LegJoin(captures, () -> inventory, captures::names, seen, Math.max(1, legs.size()));
        legs.forEach(all::add);
        all.deliver();
        return seen.snapshot();
    }

    private void complain(RuntimeException failure) {
        String text = Console.message(failure);
        if (!text.equals(complaint)) {
            complaint = text;
            console.say("checkpoint: could not be written, and is tried again: " + text);
        }
    }

    private String counted() {
        return String.format(
                Locale.ROOT,
                "%s: %d s, %d packets, %d connections, %d packets lost",
                asked.name(),
                (System.nanoTime() - began) / 1_000_000_000L,
                counts.packets(),
                capture.connections(),
                counts.dropped());
    }

    /** Ends it in any case, and gives the signals back. */
    @Override
    public void close() {
        end.close();
        nic.stop();
        try {
            listening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Told by toEnd, or less than what ended the run before.
        }
    }
}
