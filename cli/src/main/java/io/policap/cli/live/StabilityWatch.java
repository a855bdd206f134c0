package io.policap.cli.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows how learning settles: how many edges are new, and for how long every workload has been stable.
 *
 * <p>Not safe for several threads.
 */
public final class StabilityWatch {
    /** The time over which new edges are counted. */
    public static final Duration RECENT = Duration.ofMinutes(10);

    private record Sample(long time, int edges) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long stableSince;
    private boolean stable;
    private long last;

    /**
     * Takes the figures of a moment.
     *
     * @param time nanoseconds of a clock that only goes forward
     */
    public void add(LearningFigures figures, long time) {
        if (samples.isEmpty()) {
            samples.add(new Sample(time, 0));
        }
        samples.add(new Sample(time, figures.edges()));
        while (samples.size() > 2 && time - secondOldest().time() >= RECENT.toNanos()) {
            samples.removeFirst();
        }
        if (!figures.isStable()) {
            stable = false;
        } else if (!stable) {
            stable = true;
            stableSince = time;
        }
        last = time;
    }

    private Sample secondOldest() {
        Sample oldest = samples.removeFirst();
        Sample second = samples.getFirst();
        samples.addFirst(oldest);
        return second;
    }

    /** Edges that the last ten minutes brought, or the whole run where it is younger. */
    public int newEdges() {
        return samples.isEmpty()
                ? 0
                : Math.max(0, samples.getLast().edges() - samples.getFirst().edges());
    }

    /** For how long every workload has been stable without a break, zero where one is not. */
    public Duration stableFor() {
        return stable ? Duration.ofNanos(last - stableSince) : Duration.ZERO;
    }
}
