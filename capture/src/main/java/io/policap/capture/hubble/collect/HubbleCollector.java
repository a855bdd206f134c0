package io.policap.capture.hubble.collect;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.issue.Issues;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.infer.flow.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flows of one or several Hubble servers until it is told to stop, and loses nothing unsaid.
 *
 * <p>Each server is read by a thread of its own. A broken connection is made again for as long as the run takes; then the
 * server is asked from a little before the newest event on, what is known is left out, and what is missing is delivered
 * as an event of its own. One instance is good for one run.
 */
public final class HubbleCollector {
    private final DeliveryGate gate = new DeliveryGate();
    private final RunState run = new RunState();
    private final Clock clock;
    private final ResumePoint before;
    private final List<ServerReader> readers = new ArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile EventSink sink = (record, bytes, offset, length, place) -> {
        throw new IllegalStateException("an event before the run");
    };

    private HubbleCollector(ResumePoint before, Clock clock) {
        this.before = before;
        this.clock = clock;
    }

    /** A collector that goes on where an earlier one was; nothing is connected before {@link #run}. */
    public static HubbleCollector open(
            List<NamedServer> servers, HubbleTls tls, FlowQuery query, ResumePoint resume, Clock clock) {
        return open(servers, tls, query, resume, clock, CollectorOptions.STANDARD);
    }

    /**
     * A collector that goes on where an earlier one was.
     *
     * @param servers at least one, each with a name of its own
     * @param tls for the servers that are reached through TLS
     * @param resume of an earlier run with the same query, or {@link ResumePoint#EMPTY}
     * @param clock used for how long something takes, and for when a server should have been read and was not
     * @throws IllegalArgumentException when there is no server, two have one name, or TLS options are given and no server
     *     is reached through TLS
     */
    public static HubbleCollector open(
            List<NamedServer> servers,
            HubbleTls tls,
            FlowQuery query,
            ResumePoint resume,
            Clock clock,
            CollectorOptions options) {
        requireNonNull(query, "query");
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server to read from");
        }
        HubbleCollector collector = new HubbleCollector(resume, clock);
        TreeSet<String> names = new TreeSet<>();
        for (NamedServer server : servers) {
            if (!names.add(server.name())) {
                throw new IllegalArgumentException("server '" + server.name() + "' is given twice");
            }
            collector.add(server, tls, query, options);
        }
        return collector;
    }

    private void add(NamedServer server, HubbleTls tls, FlowQuery query, CollectorOptions options) {
        ServerReader reader = new ServerReader(server, tls, query, options, clock, gate, run, this::deliver);
        before.server(server.name()).ifPresent(reader.tracks()::restore);
        readers.add(reader);
    }

    private void deliver(HubbleRecord record, byte[] bytes, int offset, int length, Place place) {
        sink.event(record, bytes, offset, length, place);
    }

    /**
     * Reads and delivers until {@link #stop}, or until a server fails in a way that trying again does not mend. Then what
     * is still missing is delivered as events, and nothing after it.
     *
     * <p>An interrupt of the calling thread counts as {@link #stop}, and stays set.
     *
     * @throws HubbleFailure when a server has to be changed, or what it is asked, or how; also when at the start not one
     *     server answered; what was delivered before stays true
     * @throws RuntimeException what the sink threw
     * @throws IllegalStateException when it ran before
     */
    public void run(EventSink to) throws HubbleFailure {
        if (started.getAndSet(true)) {
            throw new IllegalStateException("a collector runs once");
        }
        sink = requireNonNull(to, "sink");
        run.begin(readers);
        gate.hold(() -> {
            long now = EpochNanos.of(clock.instant());
            for (ServerReader reader : readers) {
                reader.tracks().begin(now);
                reader.intake().begin();
            }
        });
        boolean interrupted = readAll();
        Throwable cause = run.cause().orElse(null);
        if (run.isAnyAnswered() && (cause == null || cause instanceof HubbleFailure)) {
            gate.hold(this::deliverEnd);
        }
        readers.forEach(reader -> reader.tally().is(ServerCounts.State.ENDED));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow(cause);
    }

    private boolean readAll() {
        List<Thread> threads = new ArrayList<>();
        for (ServerReader reader : readers) {
            Thread thread = new Thread(reader, "hubble-" + (threads.size() + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        boolean interrupted = false;
        try {
            run.awaitStop();
        } catch (InterruptedException stopped) {
            interrupted = true;
            run.stop();
        }
        readers.forEach(ServerReader::wake);
        for (Thread thread : threads) {
            interrupted |= joined(thread);
        }
        return interrupted;
    }

    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException notNow) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private void deliverEnd() {
        Instant now = clock.instant();
        readers.forEach(reader -> reader.intake().end(now));
    }

    private static void rethrow(@Nullable Throwable cause) throws HubbleFailure {
        if (cause instanceof HubbleFailure failure) {
            throw failure;
        }
        if (cause instanceof RuntimeException broken) {
            throw broken;
        }
        if (cause instanceof Error broken) {
            throw broken;
        }
    }

    /** Ends the run after the event that is being delivered; from any thread, any number of times, also before it began. */
    public void stop() {
        run.stop();
    }

    /** Runs something while no event is being delivered, such as taking what was learned and the point to resume at. */
    public void hold(Runnable action) {
        gate.hold(action);
    }

    /** How far everything was read: all events delivered so far, and no others, are before it. */
    public ResumePoint resumePoint() {
        List<ServerPosition> positions = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        readers.forEach(reader -> names.add(reader.server().name()));
        for (ServerPosition server : before.servers()) {
            if (!names.contains(server.server())) {
                positions.add(server);
            }
        }
        gate.hold(() -> {
            for (ServerReader reader : readers) {
                reader.tracks().position(reader.server().name()).ifPresent(positions::add);
            }
        });
        return new ResumePoint(positions);
    }

    /**
     * Where something may be missing and it is not decided yet, as the node has not been heard of since a break.
     *
     * <p>For a result that is made while the collector runs; in the end each of these was found to be whole, or was
     * delivered as an event.
     *
     * @param until the end that they have in that result
     */
    public List<BlindSpot> undecided(Instant until) {
        List<BlindSpot> spots = new ArrayList<>();
        gate.hold(() -> readers.forEach(reader -> spots.addAll(reader.intake().undecided(until))));
        return spots;
    }

    /** What was read so far; from any thread, at any time. */
    public CollectorCounts counts() {
        return new CollectorCounts(
                readers.stream().map(reader -> reader.tally().counts()).toList());
    }

    /** What the user has to know of the servers so far. */
    public Issues issues() {
        Issues issues = new Issues();
        Instant now = clock.instant();
        gate.hold(() -> readers.forEach(reader -> reader.outages().report(now, issues)));
        return issues;
    }
}
