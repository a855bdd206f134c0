package io.policap.capture.packet.payload.quic;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Opens the Initial packets of one client: finds the keys, takes the protection away (RFC 9001, 5). */
final class InitialOpener {
    private static final byte[] UNOPENED = new byte[0];

    private byte[] keyId = UNOPENED;
    private int keyVersion;
    private long largest = -1;
    private boolean changed;

    /** Opens a packet; empty where that does not work, for instance because the server sent it. */
    byte[] open(LongHeader header, byte[] bytes) {
        changed = false;
        if (header.end() - header.protectedAt() < 4 + InitialKeys.SAMPLE) {
            return UNOPENED;
        }
        // The keys stay those of the client's first connection id, whatever the server calls itself afterwards; only a
        // Retry, or another version, makes new ones.
        if (keyVersion == header.version() && !Arrays.equals(keyId, header.connectionId())) {
            byte[] opened = open(header, bytes, keyId, largest);
            if (opened.length > 0) {
                return opened;
            }
        }
        boolean same = keyVersion == header.version() && Arrays.equals(keyId, header.connectionId());
        byte[] opened = open(header, bytes, header.connectionId(), same ? largest : -1);
        if (opened.length > 0 && !same) {
            changed = true;
            keyId = header.connectionId();
            keyVersion = header.version();
        }
        return opened;
    }

    /** Whether the packet opened last was the first with its keys: a handshake begins anew. */
    boolean changed() {
        return changed;
    }

    private byte[] open(LongHeader header, byte[] bytes, byte[] id, long before) {
        try {
            InitialKeys keys = InitialKeys.derive(QuicVersion.of(header.version()), id);
            byte[] mask = keys.headerMask(bytes, header.protectedAt() + 4);
            int first = bytes[header.begin()] ^ mask[0] & 0x0F;
            int numberLength = (first & 3) + 1;
            int payloadAt = header.protectedAt() + numberLength;
            byte[] clear = Arrays.copyOfRange(bytes, header.begin(), payloadAt);
            clear[0] = (byte) first;
            long number = 0;
            for (int i = 0; i < numberLength; i++) {
                int at = clear.length - numberLength + i;
                clear[at] ^= mask[1 + i];
                number = number << 8 | clear[at] & 0xFF;
            }
            number = expand(number, 8 * numberLength, before);
            byte[] opened = keys.open(number, clear, bytes, payloadAt, header.end() - payloadAt);
            largest = Math.max(before, number);
            return opened;
        } catch (GeneralSecurityException notThese) {
            return UNOPENED;
        }
    }

    /** The number whose lower bits these are and that is nearest to the next one expected (RFC 9000, A.3). */
    private static long expand(long truncated, int bits, long before) {
        long window = 1L << bits;
        long expected = before + 1;
        long candidate = expected & -window | truncated;
        if (candidate <= expected - window / 2) {
            return candidate + window;
        }
        return candidate > expected + window / 2 && candidate >= window ? candidate - window : candidate;
    }
}
