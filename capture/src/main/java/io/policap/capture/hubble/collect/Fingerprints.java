package io.policap.capture.hubble.collect;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one node, by fingerprint and time, oldest first; a ring that grows up to what it is allowed.
 *
 * <p>Whoever leaves it raises the floor: every event that was ever added is either in it or not newer than the floor.
 * Looking one up makes an index first, which is kept until the next time that it is forgotten.
 */
final class Fingerprints {
    private static final int FIRST = 32;

    private long[] highs = new long[FIRST];
    private long[] lows = new long[FIRST];
    private long[] times = new long[FIRST];
    private int head;
    private int size;
    private long floor = EpochNanos.NONE;
    private @Nullable FingerprintIndex index;
    /** The floor when the index was made: what leaves later is still in it. */
    private long indexFloor = EpochNanos.NONE;

    int size() {
        return size;
    }

    /** The time up to which all events were added and have left again. */
    long floor() {
        return floor;
    }

    /**
     * Adds an event.
     *
     * @param oldest events older than this may leave
     * @param most that may be kept
     */
    void add(long high, long low, long time, long oldest, int most) {
        while (size > 0 && (size >= most || times[head] < oldest)) {
            leave();
        }
        if (size == times.length) {
            grow();
        }
        int at = (head + size) & (times.length - 1);
        highs[at] = high;
        lows[at] = low;
        times[at] = time;
        size++;
    }

    private void leave() {
        floor = Math.max(floor, times[head]);
        head = (head + 1) & (times.length - 1);
        size--;
    }

    private void grow() {
        int length = times.length * 2;
        highs = inOrder(highs, length);
        lows = inOrder(lows, length);
        times = inOrder(times, length);
        head = 0;
    }

    private long[] inOrder(long[] ring, int length) {
        long[] larger = new long[length];
        int tail = ring.length - head;
        System.arraycopy(ring, head, larger, 0, tail);
        System.arraycopy(ring, 0, larger, tail, head);
        return larger;
    }

    /**
     * Whether this event had been added when the index was made.
     *
     * @param time of the event, {@link EpochNanos#NONE} where it says nothing
     */
    boolean knows(long time, long high, long low) {
        FingerprintIndex known = index;
        if (known == null) {
            known = new FingerprintIndex(size);
            for (int i = 0; i < size; i++) {
                int at = (head + i) & (times.length - 1);
                known.add(highs[at], lows[at]);
            }
            index = known;
            indexFloor = floor;
        }
        return (time != EpochNanos.NONE && time <= indexFloor) || known.contains(high, low);
    }

    /** Gives the index back; what was added since it was made is in the next one. */
    void forgetIndex() {
        index = null;
    }

    /** Lets the floor go: events of any time are new unless their fingerprint is known. */
    void dropFloor() {
        floor = EpochNanos.NONE;
    }

    FingerprintBytes toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size * FingerprintBytes.EACH);
        for (int i = 0; i < size; i++) {
            int at = (head + i) & (times.length - 1);
            bytes.putLong(highs[at]).putLong(lows[at]);
        }
        return new FingerprintBytes(bytes.array());
    }

    /** Takes what an earlier run knew; the times of single events are not known any more, the newest stands for all. */
    void restore(FingerprintBytes known, long newest, long oldFloor, int most) {
        floor = known.size() > most ? Math.max(oldFloor, newest) : oldFloor;
        for (int i = Math.max(0, known.size() - most); i < known.size(); i++) {
            add(known.high(i), known.low(i), newest, EpochNanos.NONE, most);
        }
    }
}
