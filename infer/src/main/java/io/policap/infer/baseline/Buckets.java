package io.policap.infer.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of ten-minute intervals of the clock, kept as runs (R14). */
final class Buckets {
    /** The length of a bucket in seconds. */
    static final long SECONDS = 600;

    /** The only run, while there is no second; before the first, one that ends before it begins. */
    private long first = 0;

    private long last = -1;
    private @Nullable TreeMap<Long, Long> runs;

    void add(Instant time) {
        if (!time.equals(Instant.MIN)) {
            addRun(bucketOf(time), bucketOf(time));
        }
    }

    /** Adds every interval of a span; of one that no recording can have, its ends. */
    void add(Span span) {
        if (!span.isKnown()) {
            return;
        }
        long first = bucketOf(span.first());
        long last = bucketOf(span.last());
        if (last - first < BucketRun.LONGEST) {
            addRun(first, last);
        } else {
            addRun(first, first);
            addRun(last, last);
        }
    }

    static long bucketOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    void addRun(BucketRun run) {
        addRun(run.first(), run.last());
    }

    private void addRun(long from, long to) {
        if (runs != null) {
            addTo(runs, from, to);
        } else if (last < first) {
            first = from;
            last = to;
        } else if (from <= last + 1 && to >= first - 1) {
            first = Math.min(first, from);
            last = Math.max(last, to);
        } else {
            runs = new TreeMap<>();
            runs.put(first, last);
            runs.put(from, to);
        }
    }

    private static void addTo(TreeMap<Long, Long> runs, long from, long to) {
        Map.Entry<Long, Long> before = runs.floorEntry(from);
        if (before != null && before.getValue() >= to) {
            return;
        }
        long first = from;
        long last = to;
        if (before != null && before.getValue() >= first - 1) {
            first = before.getKey();
        }
        Map.Entry<Long, Long> next = runs.ceilingEntry(first);
        while (next != null && next.getKey() <= last + 1) {
            last = Math.max(last, next.getValue());
            runs.remove(next.getKey());
            next = runs.ceilingEntry(first);
        }
        runs.put(first, last);
    }

    List<BucketRun> runs() {
        if (runs == null) {
            return last < first ? List.of() : List.of(new BucketRun(first, last));
        }
        List<BucketRun> list = new ArrayList<>(runs.size());
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            list.add(new BucketRun(run.getKey(), run.getValue()));
        }
        return List.copyOf(list);
    }
}
