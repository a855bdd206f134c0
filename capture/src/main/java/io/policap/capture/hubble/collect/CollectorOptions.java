package io.policap.capture.hubble.collect;

import java.time.Duration;

/**
 * How much a collector keeps and how long it waits.
 *
 * @param overlap how far back it asks again after a break, to see by known events that nothing is missing; also how far
 *     from the order of time the events of one node may come
 * @param fingerprints events remembered at most, of all nodes of one server, to know them again
 * @param buffered messages of one server that may wait for the sink
 * @param firstRetry before a server is asked again for the first time
 * @param longestRetry before it is asked again after it failed often
 * @param silence after which a stream without events is checked by asking the server whether it is there
 * @param answer how long a server may take to answer a question
 */
public record CollectorOptions(
        Duration overlap,
        int fingerprints,
        int buffered,
        Duration firstRetry,
        Duration longestRetry,
        Duration silence,
        Duration answer) {
    /** What is right for days against a cluster. */
    public static final CollectorOptions STANDARD = new CollectorOptions(
            Duration.ofSeconds(10),
            1 << 19,
            256,
            Duration.ofMillis(250),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    public CollectorOptions {
        positive(overlap, "overlap");
        positive(firstRetry, "firstRetry");
        positive(longestRetry, "longestRetry");
        positive(silence, "silence");
        positive(answer, "answer");
        if (fingerprints < 1 || buffered < 2) {
            throw new IllegalArgumentException("fingerprints " + fingerprints + " < 1 or buffered " + buffered + " < 2");
        }
    }

    private static void positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " " + duration + " is not positive");
        }
    }
}
