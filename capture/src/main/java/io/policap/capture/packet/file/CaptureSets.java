package io.policap.capture.packet.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups capture files into rotated sets: files that one program wrote one after the other, to be read in the order of
 * time as if they were one.
 *
 * <p>This only proposes, by name (see {@link RotationName}), directory, format and link type, in the order of the first
 * packets, as a ring of files begins anywhere. Names may lie, and captures of several nodes may be called alike. So who
 * reads a set has to ask {@link #follows} before each file, and to read one that does not follow as a capture of its
 * own.
 */
public final class CaptureSets {
    /** How much earlier than the end of the file before a file may begin: packets of several queues are not in order. */
    static final long SLACK = 1_000_000_000L;

    private CaptureSets() {}

    /** Groups files into sets, each in the order in which it is to be read; the sets are sorted by their first name. */
    public static List<List<CaptureFile>> group(Collection<CaptureFile> files) {
        Map<String, List<CaptureFile>> sets = new TreeMap<>();
        List<CaptureFile> sorted = new ArrayList<>(files);
        sorted.sort(CaptureSets::byName);
        for (CaptureFile file : sorted) {
            CapturePeek peek = file.peek();
            // Without a packet, as at the beginning of a new file, the link type is there all the same.
            String key = RotationName.of(file.name()).stem() + '\0' + peek.format() + '\0' + peek.linkType();
            sets.computeIfAbsent(key, k -> new ArrayList<>()).add(file);
        }
        List<List<CaptureFile>> grouped = new ArrayList<>();
        for (List<CaptureFile> set : sets.values()) {
            set.sort(CaptureSets::inTime);
            grouped.add(List.copyOf(set));
        }
        grouped.sort((left, right) -> byName(firstByName(left), firstByName(right)));
        return List.copyOf(grouped);
    }

    private static CaptureFile firstByName(List<CaptureFile> set) {
        return Collections.min(set, CaptureSets::byName);
    }

    private static int byName(CaptureFile left, CaptureFile right) {
        return left.name().compareTo(right.name());
    }

    private static int inTime(CaptureFile left, CaptureFile right) {
        int byTime = Long.compare(
                left.peek().firstTime().orElse(0), right.peek().firstTime().orElse(0));
        int byCounter = byTime != 0 ? byTime : counter(left.name()).compareTo(counter(right.name()));
        return byCounter != 0 ? byCounter : byName(left, right);
    }

    /**
     * Whether a file goes on where the ones before it in its set ended.
     *
     * @param lastBefore the latest time in the files before, nanoseconds since 1970
     */
    public static boolean follows(long lastBefore, CaptureFile file) {
        return file.peek().firstTime().isEmpty() || file.peek().firstTime().getAsLong() >= lastBefore - SLACK;
    }

    private static String counter(String name) {
        // Shorter numbers are smaller: -C counts 1, 2, ... 10 without leading zeros.
        StringBuilder key = new StringBuilder();
        for (String number : RotationName.of(name).numbers()) {
            key.append((char) number.length()).append(number);
        }
        return key.toString();
    }
}
