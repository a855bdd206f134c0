package io.policap.capture.kubernetes;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many objects a reader has met: each is read, skipped or malformed. Not safe for several threads. */
public final class ReaderStats {
    private static final int MAX_KINDS = 500;
    private static final String OTHER_KINDS = "(other kinds)";

    private final TreeMap<String, long[]> read = new TreeMap<>();
    private final TreeMap<String, long[]> skipped = new TreeMap<>();
    private long malformed;

    void addRead(String kind) {
        count(read, kind);
    }

    void addSkipped(String kind) {
        count(skipped, kind);
    }

    void addMalformed() {
        malformed++;
    }

    private static void count(TreeMap<String, long[]> counts, String kind) {
        long[] count = counts.get(kind);
        if (count == null) {
            count = counts.computeIfAbsent(counts.size() < MAX_KINDS ? kind : OTHER_KINDS, first -> new long[1]);
        }
        count[0]++;
    }

    private static SortedMap<String, Long> counted(TreeMap<String, long[]> counts) {
        TreeMap<String, Long> result = new TreeMap<>();
        counts.forEach((kind, count) -> result.put(kind, count[0]));
        return Collections.unmodifiableSortedMap(result);
    }

    /** Objects taken into the inventory, by kind; every version of an object counts. */
    public SortedMap<String, Long> read() {
        return counted(read);
    }

    /** Objects that say nothing about who talks to whom, by kind; secrets and config maps are among them. */
    public SortedMap<String, Long> skipped() {
        return counted(skipped);
    }

    /** Objects that could not be read. */
    public long malformed() {
        return malformed;
    }

    /** All objects met. */
    public long total() {
        return read().values().stream().mapToLong(Long::longValue).sum()
                + skipped().values().stream().mapToLong(Long::longValue).sum()
                + malformed;
    }
}
