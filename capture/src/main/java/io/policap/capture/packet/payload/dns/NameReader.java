package io.policap.capture.packet.payload.dns;

import java.nio.charset.StandardCharsets;

/** Reads the names of one message after the other, compressed or not (RFC 1035, 4.1.4). */
final class NameReader {
    /** What {@link #read} returns instead of a position. */
    static final int BROKEN = -1;

    private static final int HEADER = 12;
    private static final int MOST_OCTETS = 255;
    private static final int POINTER = 0xC0;
    private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    /** The text of one name; an octet takes four characters at most. */
    private final byte[] text = new byte[4 * MOST_OCTETS];

    private int length;
    private byte[] bytes = text;
    private int from;
    private int end;

    /** The last name that was one pointer, and where to: most records of a message name the same owner. */
    private int lastTarget;

    private String last = "";
    private String name = "";

    void begin(byte[] message, int begin, int size) {
        bytes = message;
        from = begin;
        end = begin + size;
        lastTarget = BROKEN;
    }

    /** The name read last. */
    String name() {
        return name;
    }

    /** Reads a name and returns the position after it, or {@link #BROKEN}. */
    int read(int at) {
        int target = pointer(at);
        if (target == BROKEN || target != lastTarget) {
            int after = spell(at);
            if (after == BROKEN) {
                return BROKEN;
            }
            name = new String(text, 0, length, StandardCharsets.US_ASCII);
            if (target != BROKEN) {
                last = name;
                lastTarget = target;
            }
            return after;
        }
        name = last;
        return at + 2;
    }

    private int spell(int begin) {
        length = 0;
        int octets = 1;
        int at = begin;
        int segment = begin;
        int after = BROKEN;
        while (at < end) {
            int size = bytes[at] & 0xFF;
            if (size == 0) {
                return after == BROKEN ? at + 1 : after;
            }
            if (size >= POINTER) {
                int target = pointer(at);
                // Only ever backwards: a loop is impossible.
                if (target < from + HEADER || target >= segment) {
                    return BROKEN;
                }
                after = after == BROKEN ? at + 2 : after;
                segment = target;
                at = target;
                continue;
            }
            octets += size + 1;
            if (size > 63 || octets > MOST_OCTETS || size >= end - at) {
                return BROKEN;
            }
            label(at + 1, size);
            at += size + 1;
        }
        return BROKEN;
    }

    private int pointer(int at) {
        return at + 1 < end && (bytes[at] & POINTER) == POINTER
                ? from + ((bytes[at] & 0x3F) << 8 | bytes[at + 1] & 0xFF)
                : BROKEN;
    }

    private void label(int at, int size) {
        if (length > 0) {
            text[length++] = '.';
        }
        for (int i = at; i < at + size; i++) {
            int octet = bytes[i] & 0xFF;
            if (octet >= 'A' && octet <= 'Z') {
                text[length++] = (byte) (octet + ('a' - 'A'));
            } else if (octet >= 'a' && octet <= 'z' || octet >= '0' && octet <= '9' || octet == '-' || octet == '_') {
                text[length++] = (byte) octet;
            } else {
                text[length++] = '\\';
                text[length++] = DIGITS[octet / 100];
                text[length++] = DIGITS[octet / 10 % 10];
                text[length++] = DIGITS[octet % 10];
            }
        }
    }
}
