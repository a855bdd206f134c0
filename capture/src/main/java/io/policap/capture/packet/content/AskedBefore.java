package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;

/**
 * Tells a DNS query, or an answer that has nothing but the question, by whose name the same client asked before; and
 * remembers some thousands. Most of what clients in a cluster ask is such: each name with every suffix of their search
 * list.
 */
final class AskedBefore {
    private static final int PLACES = 1 << 15;

    // Of the header (RFC 1035, 4.1.1): the first byte of the flags, the counts of questions and of answers, its end.
    private static final int FLAGS = 2;
    private static final int QUESTIONS = 4;
    private static final int ANSWERS = 6;
    private static final int HEADER = 12;

    private static final int RESPONSE = 0x80;
    private static final int OPERATION = 0x78;
    private static final int LONGEST_LABEL = 63;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final long[] hashes = new long[PLACES];

    boolean isAgain(Carried carried) {
        byte[] bytes = carried.bytes;
        int from = carried.from;
        int end = from + carried.captured;
        if (carried.captured < HEADER
                || (bytes[from + FLAGS] & OPERATION) != 0
                || word(bytes, from + QUESTIONS) != 1
                || word(bytes, from + ANSWERS) != 0) {
            return false;
        }
        boolean response = (bytes[from + FLAGS] & RESPONSE) != 0;
        int resolver = response ? carried.sourcePort : carried.destinationPort;
        long hash = carried.hash(!response) * FACTOR + resolver;
        int at = from + HEADER;
        while (at < end && bytes[at] != 0) {
            int length = bytes[at] & 0xFF;
            if (length > LONGEST_LABEL || at + length >= end) {
                return false;
            }
            for (int to = at + length; at <= to; at++) {
                hash = (hash ^ bytes[at]) * FACTOR;
            }
            hash ^= hash >>> 29;
        }
        // Behind the name: its end, and type and class.
        return at + 5 <= end && isKnown(hash);
    }

    /** Whether a hash is in one of its two places; it is in the first afterwards, and what was there in the second. */
    private boolean isKnown(long hash) {
        int first = (int) (hash >>> 40) & (PLACES - 2);
        long before = hashes[first];
        if (before == hash) {
            return true;
        }
        boolean known = hashes[first + 1] == hash;
        hashes[first + 1] = before;
        hashes[first] = hash;
        return known;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
