package io.policap.capture.hubble.server;

import java.time.Duration;

/** One node: its name, its ring, and whether a relay reaches it. */
final class HubbleNode {
    private final String name;
    private final FlowRing ring;
    private volatile boolean available = true;
    private volatile long connection;
    private volatile long seenBefore;
    private volatile long started = System.nanoTime();

    HubbleNode(String name, FlowRing ring) {
        this.name = name;
        this.ring = ring;
    }

    String name() {
        return name;
    }

    FlowRing ring() {
        return ring;
    }

    boolean isAvailable() {
        return available;
    }

    /** How often a relay lost this node. */
    long connection() {
        return connection;
    }

    synchronized void available(boolean isAvailable) {
        boolean wasAvailable = available;
        available = isAvailable;
        // Not before: a reader that sees it asks the node again, which it must not while the node is still there.
        if (wasAvailable && !isAvailable) {
            connection++;
        }
    }

    void write(PublishedEvent event) {
        if (!(ring instanceof ArrayFlowRing array)) {
            throw new IllegalStateException("the flows of node " + name + " are generated; none can be published");
        }
        array.write(event);
    }

    /** Begins to count anew what it has seen, as an agent does that was started again. */
    void restarted() {
        seenBefore = ring.end();
        started = System.nanoTime();
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    long seen() {
        return ring.end() - seenBefore;
    }

    long held() {
        return ring.end() - ring.oldest();
    }
}
