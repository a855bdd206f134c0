package io.policap.capture.packet.join;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;

/** Numbers, from 0, for the ends of a protocol that were added: an open hash table in one array. */
final class EndIndex {
    /** The address, and the end's port, protocol and family below its number plus one. */
    private static final int WORDS = 3;

    private static final long KEY = 0xFFFF_FFFFL;

    private long[] words = new long[WORDS << 8];
    private int mask = (1 << 8) - 1;
    private int size;

    int size() {
        return size;
    }

    /** The end's number, or -1. */
    int find(Protocol protocol, End end) {
        return (int) (words[at(protocol, end) + 2] >>> 32) - 1;
    }

    /** The end's number, which is {@link #size} as it was before where the end is new. */
    int add(Protocol protocol, End end) {
        int at = at(protocol, end);
        if (words[at + 2] != 0) {
            return (int) (words[at + 2] >>> 32) - 1;
        }
        words[at] = end.address().high();
        words[at + 1] = end.address().low();
        words[at + 2] = (long) (size + 1) << 32 | key(protocol, end);
        size++;
        if (size * 2 > mask) {
            grow();
        }
        return size - 1;
    }

    /** Where the end is, or where it would be. */
    private int at(Protocol protocol, End end) {
        Ip address = end.address();
        long key = key(protocol, end);
        int at = place(address.high(), address.low(), key);
        while (words[at + 2] != 0
                && !((words[at + 2] & KEY) == key && words[at + 1] == address.low() && words[at] == address.high())) {
            at = next(at);
        }
        return at;
    }

    private static long key(Protocol protocol, End end) {
        return (long) end.port() << 8 & KEY
                | protocol.ordinal() << 1
                | (end.address().v6() ? 1 : 0);
    }

    private int place(long high, long low, long key) {
        long mixed = (low + 31 * high) * 0x9E37_79B9_7F4A_7C15L + key * 0xD6E8_FEB8_6659_FD93L;
        return WORDS * ((int) ((mixed ^ mixed >>> 29) >>> 24) & mask);
    }

    private int next(int at) {
        return at + WORDS == words.length ? 0 : at + WORDS;
    }

    private void grow() {
        long[] old = words;
        mask = mask * 4 + 3;
        words = new long[WORDS * (mask + 1)];
        for (int from = 0; from < old.length; from += WORDS) {
            if (old[from + 2] != 0) {
                int at = place(old[from], old[from + 1], old[from + 2] & KEY);
                while (words[at + 2] != 0) {
                    at = next(at);
                }
                System.arraycopy(old, from, words, at, WORDS);
            }
        }
    }
}
