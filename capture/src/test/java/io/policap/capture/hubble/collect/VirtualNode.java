package io.policap.capture.hubble.collect;

import io.policap.capture.hubble.access.NodeFacts;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.server.Responses;
import java.util.ArrayList;
import java.util.List;

/** An agent without a socket: its ring, its counters, its clock. Times are nanoseconds since 1970. */
final class VirtualNode {
    /** One event of the ring. */
    record Event(long time, String uuid, byte[] response) {}

    private final String name;
    private final long skew;
    private final List<Event> all = new ArrayList<>();
    private int start;
    private int capacity;
    private long boot;
    private boolean available = true;
    private int connection;

    /**
     * An agent that has seen nothing.
     *
     * @param skew by how much its clock is ahead of the relay's
     * @param capacity events that its ring holds
     * @param boot when it started
     */
    VirtualNode(String name, long skew, int capacity, long boot) {
        this.name = name;
        this.skew = skew;
        this.capacity = capacity;
        this.boot = boot;
    }

    String name() {
        return name;
    }

    boolean isAvailable() {
        return available;
    }

    /** How often the relay lost it. */
    int connection() {
        return connection;
    }

    /** Lets an event happen at that moment of the relay's clock. */
    void add(long moment) {
        long time = moment + skew;
        Flow flow = TestFlows.flow(name, all.size(), EpochNanos.instant(time));
        byte[] response = Responses.of(flow).toByteArray();
        all.add(new Event(time, flow.getUuid(), response));
    }

    /** Every event there ever was, but for the newest, which an agent keeps until the next one comes. */
    List<Event> released() {
        return all.subList(0, Math.max(0, all.size() - 1));
    }

    void available(boolean isAvailable) {
        if (available && !isAvailable) {
            connection++;
        }
        available = isAvailable;
    }

    void restart(long moment, int newCapacity) {
        start = all.size();
        capacity = newCapacity;
        boot = moment;
    }

    int oldest() {
        return Math.max(start, all.size() - capacity);
    }

    /** One more than the number of the newest event that readers may have. */
    int readable() {
        return available ? Math.max(0, all.size() - 1) : 0;
    }

    Event at(int number) {
        return all.get(number);
    }

    NodeFacts facts(long moment) {
        int seen = all.size() - start;
        return new NodeFacts(name, "", available, moment - boot, Math.min(seen, capacity), capacity, seen);
    }
}
