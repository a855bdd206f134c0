package io.policap.capture.packet.vantage;

import io.policap.infer.net.Ip;
import java.util.List;

/**
 * Distinct pairs of source and destination of one family, with counts: an open-addressed table in one array, so that a
 * pair is found in one place in memory.
 *
 * <p>It grows up to {@link AddressPairs#MOST} pairs and then only counts those it has.
 */
final class PairTable {
    /** Bits of a pair's last word: packets in the lower half. */
    static final long TO_US = 1L << 32;

    static final long FROM_US = 1L << 33;
    private static final long HELD = 1L << 34;
    private static final long PACKETS = 0xFFFF_FFFFL;

    private static final int SMALLEST = 1 << 6;
    /** Slots up to which it grows in large steps, each of which finds a new place for every pair. */
    private static final int MANY = 1 << 14;

    /** Slots looked at for a pair at most, so that addresses chosen to collide cost no more than others. */
    private static final int PROBES = 64;

    private static final int NEAR = 8;

    private final boolean v6;
    private final int stride;
    private long[] words;
    private int slots = SMALLEST;
    private int size;
    private boolean overflowed;

    PairTable(boolean v6) {
        this.v6 = v6;
        this.stride = v6 ? 5 : 2;
        this.words = new long[SMALLEST * stride];
    }

    /** Counts a packet of a pair; {@code bits} are those that it adds. */
    void add(long fromHigh, long fromLow, long toHigh, long toLow, long bits) {
        count(v6 ? find6(fromHigh, fromLow, toHigh, toLow) : find4(fromLow << 32 | toLow), bits);
    }

    /** Adds packets of an IPv4 pair, {@code sent} of them. */
    void add(long pair, long sent) {
        int slot = find4(pair);
        if (slot < 0) {
            overflowed = true;
            return;
        }
        int at = 2 * slot + 1;
        long most = PACKETS - (words[at] & PACKETS);
        words[at] += Math.min(sent, most);
    }

    /** Adds all that another table of IPv4 pairs has. */
    void add(PairTable other) {
        for (int at = 0; at < other.words.length; at += 2) {
            if (other.words[at + 1] != 0) {
                add(other.words[at], other.words[at + 1] & PACKETS);
            }
        }
        overflowed |= other.overflowed;
    }

    /** Counts a packet for each of so many IPv4 pairs. */
    void add(long[] pairs, int many) {
        for (int i = 0; i < many; i++) {
            long pair = pairs[i];
            int at = slot(pair, 0) << 1;
            // Most lie at the first places that they may have.
            for (int probe = 0; probe < NEAR && words[at] != pair; probe++) {
                at = at + 2 & 2 * slots - 1;
            }
            long word = words[at + 1];
            if (words[at] == pair && word != 0 && (word & PACKETS) != PACKETS) {
                words[at + 1] = word + 1;
            } else {
                count(find4(pair), 0);
            }
        }
    }

    private void count(int slot, long bits) {
        if (slot < 0) {
            overflowed = true;
            return;
        }
        int at = slot * stride + stride - 1;
        long word = words[at] | bits;
        words[at] = (word & PACKETS) == PACKETS ? word : word + 1;
    }

    boolean overflowed() {
        return overflowed;
    }

    void list(List<AddressPair> into) {
        for (int slot = 0; slot < slots; slot++) {
            int at = slot * stride;
            long word = words[at + stride - 1];
            if (word != 0) {
                into.add(new AddressPair(
                        v6 ? Ip.v6(words[at], words[at + 1]) : Ip.v4((int) (words[at] >>> 32)),
                        v6 ? Ip.v6(words[at + 2], words[at + 3]) : Ip.v4((int) words[at]),
                        (word & TO_US) != 0,
                        (word & FROM_US) != 0,
                        word & PACKETS));
            }
        }
    }

    private int find4(long pair) {
        int slot = slot(pair, 0);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = slot << 1;
            if (words[at] == pair && words[at + 1] != 0) {
                return slot;
            }
            if (words[at + 1] == 0) {
                if (isFull()) {
                    return -1;
                }
                if (mustGrow()) {
                    grow();
                    return find4(pair);
                }
                words[at] = pair;
                words[at + 1] = HELD;
                size++;
                return slot;
            }
            slot = (slot + 1) & (slots - 1);
        }
        return -1;
    }

    private int find6(long fromHigh, long fromLow, long toHigh, long toLow) {
        int slot = slot(fromHigh * 31 + fromLow, toHigh * 31 + toLow);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = slot * 5;
            if (words[at + 4] == 0) {
                if (isFull()) {
                    return -1;
                }
                if (mustGrow()) {
                    grow();
                    return find6(fromHigh, fromLow, toHigh, toLow);
                }
                words[at] = fromHigh;
                words[at + 1] = fromLow;
                words[at + 2] = toHigh;
                words[at + 3] = toLow;
                words[at + 4] = HELD;
                size++;
                return slot;
            }
            if (words[at + 1] == fromLow
                    && words[at + 3] == toLow
                    && words[at] == fromHigh
                    && words[at + 2] == toHigh) {
                return slot;
            }
            slot = (slot + 1) & (slots - 1);
        }
        return -1;
    }

    private boolean isFull() {
        return size == AddressPairs.MOST;
    }

    private boolean mustGrow() {
        return size * 2 >= slots;
    }

    private int slot(long from, long to) {
        long hash = from * 0x9E37_79B9_7F4A_7C15L + to;
        hash = (hash ^ (hash >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (hash >>> 40) & (slots - 1);
    }

    private void grow() {
        long[] old = words;
        slots *= slots < MANY ? 4 : 2;
        words = new long[slots * stride];
        size = 0;
        for (int at = 0; at < old.length; at += stride) {
            long word = old[at + stride - 1];
            if (word != 0) {
                int slot = v6 ? find6(old[at], old[at + 1], old[at + 2], old[at + 3]) : find4(old[at]);
                if (slot < 0) {
                    overflowed = true;
                } else {
                    words[slot * stride + stride - 1] = word;
                }
            }
        }
    }
}
