package io.policap.capture.packet.file;

import java.util.Arrays;

/**
 * The interfaces of a pcapng file: a section numbers its own from 0, the sink all of the file.
 *
 * <p>Kept for the present section only, in arrays, as each packet asks.
 */
final class SectionInterfaces {
    /** Interfaces of one file that are declared at most. */
    static final int MOST = 1 << 14;

    private int base;
    private int count;
    private int[] snapLengths = new int[4];
    private TimeResolution[] resolutions = new TimeResolution[4];
    private long[] lost = new long[4];

    void beginSection() {
        base += count;
        count = 0;
    }

    boolean isFull() {
        return base + count >= MOST;
    }

    void add(int snapLength, TimeResolution resolution) {
        if (count == snapLengths.length) {
            snapLengths = Arrays.copyOf(snapLengths, 2 * count);
            resolutions = Arrays.copyOf(resolutions, 2 * count);
            lost = Arrays.copyOf(lost, 2 * count);
        }
        snapLengths[count] = snapLength;
        resolutions[count] = resolution;
        lost[count] = 0;
        count++;
    }

    /** Whether the section has described an interface of this number, which may be any. */
    boolean has(int local) {
        return local >= 0 && local < count;
    }

    /** The number that an interface has in the file. */
    int number(int local) {
        return base + local;
    }

    int snapLength(int local) {
        return snapLengths[local];
    }

    long nanos(int local, long ticks) {
        return resolutions[local].nanos(ticks);
    }

    /** Counts packets lost before the one that tells so, and gives how many that are since the section began. */
    long addLost(int local, long packets) {
        lost[local] += Math.max(0, Math.min(packets, Long.MAX_VALUE - lost[local]));
        return lost[local];
    }
}
