package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;
import java.util.Arrays;

/** Reads the {@code uuid} of a flow as 128 bits, without making a text of it. */
final class WireUuid {
    private static final int LENGTH = "01234567-89ab-cdef-0123-456789abcdef".length();
    private static final byte[] DIGITS = digits();

    private WireUuid() {}

    static void read(WireCursor in, HubbleRecord record) {
        int length = in.length();
        int from = in.at();
        in.advance(length);
        record.uuidHigh = 0;
        record.uuidLow = 0;
        if (length > 0 && (length != LENGTH || !isUuid(in.bytes(), from, record))) {
            record.uuidHigh = WireHash.of(in.bytes(), from, from + length, length);
            record.uuidLow = WireHash.of(in.bytes(), from, from + length, ~(long) length);
        }
    }

    private static boolean isUuid(byte[] bytes, int from, HubbleRecord record) {
        if (bytes[from + 8] != '-' || bytes[from + 13] != '-' || bytes[from + 18] != '-' || bytes[from + 23] != '-') {
            return false;
        }
        long first = hex(bytes, from, 8);
        long second = hex(bytes, from + 9, 4);
        long third = hex(bytes, from + 14, 4);
        long fourth = hex(bytes, from + 19, 4);
        long fifth = hex(bytes, from + 24, 12);
        if ((first | second | third | fourth | fifth) < 0) {
            return false;
        }
        record.uuidHigh = first << 32 | second << 16 | third;
        record.uuidLow = fourth << 48 | fifth;
        return true;
    }

    /** The number of up to 12 digits, below 0 where one is none. */
    private static long hex(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 4 | DIGITS[bytes[i] & 255];
        }
        return value;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < 16; i++) {
            char digit = Character.forDigit(i, 16);
            digits[digit] = (byte) i;
            digits[Character.toUpperCase(digit)] = (byte) i;
        }
        return digits;
    }
}
