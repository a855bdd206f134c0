package io.policap.capture.hubble.collect;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a server is asked again: twice as long each time, a random part of it left out. */
final class Backoff {
    private final long first;
    private final long longest;
    private long next;

    Backoff(Duration first, Duration longest) {
        this.first = Math.max(1, first.toMillis());
        this.longest = Math.max(this.first, longest.toMillis());
        this.next = this.first;
    }

    /** Milliseconds to wait now. */
    long next() {
        long all = next;
        next = Math.min(longest, all * 2);
        // Collectors that lost the same server at the same moment should not all come back at the same moment.
        return all - ThreadLocalRandom.current().nextLong(all / 2 + 1);
    }

    void reset() {
        next = first;
    }
}
