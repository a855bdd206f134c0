package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.infer.net.Ip;

/** Tells a DNS query that the same client sent before, byte for byte but for its number, and remembers some thousands. */
final class AskedBefore {
    private static final int PLACES = 1 << 13;

    /** The message's number, and where its flags begin (RFC 1035, 4.1.1). */
    private static final int NUMBER = 2;

    private static final int HEADER = 12;
    private static final int RESPONSE = 0x80;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final long[] hashes = new long[PLACES];

    boolean isAgain(Carried carried) {
        byte[] bytes = carried.bytes;
        int at = carried.from + NUMBER;
        int end = carried.from + carried.captured;
        if (carried.captured < HEADER || (bytes[at] & RESPONSE) != 0) {
            return false;
        }
        Ip client = carried.source();
        long hash = (client.high() ^ client.low() * FACTOR) + carried.destinationPort;
        while (at < end) {
            long next = 0;
            int to = Math.min(end, at + Long.BYTES);
            while (at < to) {
                next = next << 8 | bytes[at++] & 0xFF;
            }
            hash = (hash ^ next) * FACTOR;
            hash ^= hash >>> 29;
        }
        int place = (int) (hash >>> 40) & (PLACES - 1);
        boolean again = hashes[place] == hash;
        hashes[place] = hash;
        return again;
    }
}
