package io.policap.capture.hubble.collect;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of one server: written by one thread at a time, read by any. */
final class ServerTally {
    private final String server;
    private final Clock clock;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong flows = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong awaited = new AtomicLong();
    private final AtomicLong newest = new AtomicLong(EpochNanos.NONE);
    private volatile State state;

    /** A state and when it began. */
    private record State(ServerCounts.State name, Instant since) {}

    ServerTally(String server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.state = new State(ServerCounts.State.CONNECTING, clock.instant());
    }

    void is(ServerCounts.State name) {
        if (state.name != name) {
            state = new State(name, clock.instant());
        }
    }

    ServerCounts.State state() {
        return state.name;
    }

    Instant since() {
        return state.since;
    }

    void flow(long time) {
        count(events, 1);
        count(flows, 1);
        if (time > newest.getPlain()) {
            newest.setRelease(time);
        }
    }

    void event() {
        count(events, 1);
    }

    void malformed() {
        count(malformed, 1);
    }

    void duplicate() {
        count(duplicates, 1);
    }

    void lost(long number) {
        long sum = lost.getPlain() + Math.max(0, number);
        lost.setRelease(sum < 0 ? Long.MAX_VALUE : sum);
    }

    void gap() {
        count(gaps, 1);
    }

    void reconnect() {
        count(reconnects, 1);
    }

    void awaited(int nodes) {
        awaited.setRelease(nodes);
    }

    long reconnects() {
        return reconnects.get();
    }

    /** One thread writes, so that adding needs no other to be kept out. */
    private static void count(AtomicLong counter, long number) {
        counter.setRelease(counter.getPlain() + number);
    }

    ServerCounts counts() {
        State now = state;
        long time = newest.getAcquire();
        return new ServerCounts(
                server,
                now.name,
                now.since,
                events.getAcquire(),
                flows.getAcquire(),
                malformed.getAcquire(),
                duplicates.getAcquire(),
                lost.getAcquire(),
                gaps.getAcquire(),
                reconnects.getAcquire(),
                (int) awaited.getAcquire(),
                time == EpochNanos.NONE ? Optional.empty() : Optional.of(EpochNanos.instant(time)));
    }
}
