package io.policap.capture.hubble.collect;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.issue.Issues;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
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
    private final Clock clock;
    private final ResumePoint before;
    private final Issues issues = new Issues();
    private final List<ServerReader> readers = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean started;
    private volatile boolean stopping;
    private @Nullable Throwable cause;

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
     * @param resume of an earlier run with the same query, or {@link ResumePoint#EMPTY}
     * @param clock used for how long something takes, and for when a server should have been read and was not
     * @throws IllegalArgumentException when there is no server, or two have one name
     */
    public static HubbleCollector open(
            List<NamedServer> servers,
            HubbleTls tls,
            FlowQuery query,
            ResumePoint resume,
            Clock clock,
            CollectorOptions options) {
        requireNonNull(tls, "tls");
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
            collector.readers.add(new ServerReader(server, tls, query, options, collector));
        }
        return collector;
    }

    /**
     * Reads and delivers until {@link #stop}, or until a server fails in a way that trying again does not mend. Then what
     * is still missing is delivered as events, and nothing after it.
     *
     * @throws HubbleFailure when a server has to be changed, or what it is asked, or how; also when at the start not one
     *     server answered; what was delivered before stays true
     * @throws RuntimeException what the sink threw
     */
    public void run(EventSink sink) throws HubbleFailure {
        throw new UnsupportedOperationException();
    }

    /** Ends the run after the event that is being delivered; from any thread, any number of times, also before it began. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /** Runs something while no event is being delivered, such as taking what was learned and the point to resume at. */
    public void hold(Runnable action) {
        gate.hold(action);
    }

    /** How far everything was read: all events delivered so far, and no others, are before it. */
    public ResumePoint resumePoint() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** What was read so far; from any thread, at any time. */
    public CollectorCounts counts() {
        throw new UnsupportedOperationException();
    }

    /** What the user has to know of the servers so far; a copy. */
    public Issues issues() {
        Issues copy = new Issues();
        gate.hold(() -> copy.addAll(issues));
        return copy;
    }
}
