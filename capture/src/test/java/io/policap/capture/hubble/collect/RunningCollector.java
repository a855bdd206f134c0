package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.capture.hubble.server.HubbleServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A collector at work on a thread of its own. */
final class RunningCollector implements AutoCloseable {
    /** A clock that begins with the flows of {@link TestFlows}, less an hour. */
    static final Clock CLOCK = Clock.offset(
            Clock.systemUTC(), Duration.between(Instant.now(), TestFlows.BEGIN.minus(Duration.ofHours(1))));

    /** Impatient, so that tests need not wait. */
    static final CollectorOptions QUICK = new CollectorOptions(
            Duration.ofSeconds(10),
            1 << 19,
            256,
            Duration.ofMillis(5),
            Duration.ofMillis(40),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    final HubbleCollector collector;
    private final Thread thread;
    private @Nullable Throwable failure;

    private RunningCollector(HubbleCollector collector, EventSink sink) {
        this.collector = collector;
        thread = new Thread(() -> run(sink), "collector");
        thread.start();
    }

    static RunningCollector of(EventSink sink, HubbleServer... servers) {
        return of(sink, ResumePoint.EMPTY, QUICK, servers);
    }

    static RunningCollector of(EventSink sink, ResumePoint resume, HubbleServer... servers) {
        return of(sink, resume, QUICK, servers);
    }

    static RunningCollector of(EventSink sink, ResumePoint resume, CollectorOptions options, HubbleServer... servers) {
        return of(sink, resume, options, FlowQuery.ALL, servers);
    }

    static RunningCollector of(
            EventSink sink, ResumePoint resume, CollectorOptions options, FlowQuery query, HubbleServer... servers) {
        return new RunningCollector(
                HubbleCollector.open(named(servers), HubbleTls.DEFAULT, query, resume, CLOCK, options), sink);
    }

    static List<NamedServer> named(HubbleServer... servers) {
        return Arrays.stream(servers)
                .map(server -> NamedServer.of(HubbleTarget.parse(server.target())))
                .toList();
    }

    private void run(EventSink sink) {
        try {
            collector.run(sink);
        } catch (Throwable t) {
            failure = t;
        }
    }

    /** Waits until the collector's figures are so. */
    RunningCollector await(Predicate<CollectorCounts> state) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!state.test(collector.counts())) {
            if (System.nanoTime() > end || !thread.isAlive()) {
                throw new AssertionError("not so: " + collector.counts() + ", failure " + failure, failure);
            }
            sleep();
        }
        return this;
    }

    RunningCollector awaitConnected() {
        return await(counts -> counts.connected() == counts.servers().size());
    }

    static void sleep() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the run to end by itself, and tells how. */
    @Nullable
    Throwable awaitEnd() {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (thread.isAlive()) {
            throw new AssertionError("still running: " + collector.counts());
        }
        return failure;
    }

    /** Stops it, which it has to do without failure. */
    CollectorCounts stop() {
        collector.stop();
        Throwable how = awaitEnd();
        if (how != null) {
            throw new AssertionError("the run failed", how);
        }
        return collector.counts();
    }

    @Override
    public void close() {
        collector.stop();
        awaitEnd();
    }
}
