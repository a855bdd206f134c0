package io.policap.infer.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of ten-minute intervals of the clock, kept as runs (R14). */
final class Buckets {
    /** The length of a bucket in seconds. */
    static final long SECONDS = 600;

    private final TreeMap<Long, Long> runs = new TreeMap<>();

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
        if (runs.size() == 1) {
            Map.Entry<Long, Long> only = runs.firstEntry();
            return List.of(new BucketRun(only.getKey(), only.getValue()));
        }
        List<BucketRun> list = new ArrayList<>(runs.size());
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            list.add(new BucketRun(run.getKey(), run.getValue()));
        }
        return List.copyOf(list);
    }
}
