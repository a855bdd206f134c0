package io.policap.capture.packet.payload.tls;

import io.policap.capture.packet.payload.ByteCursor;
import io.policap.capture.packet.payload.tls.HelloReading.State;

/** Reads the handshake message itself (RFC 8446, 4 and 4.1.2; unchanged since SSL 3). */
final class HelloMessage {
    private static final int CLIENT_HELLO = 1;
    private static final int HEADER = 4;
    private static final int RANDOM = 32;
    private static final int LONGEST_SESSION = 32;

    private HelloMessage() {}

    /** Whether these bytes hold all that the message's own length asks for. */
    static boolean isWhole(byte[] bytes, int length) {
        return length >= HEADER && length - HEADER >= size(bytes, 0);
    }

    static HelloReading read(byte[] bytes, int from, int length) {
        if (length > 0 && bytes[from] != CLIENT_HELLO) {
            return HelloReading.NOT_TLS;
        }
        if (length < HEADER) {
            return HelloReading.NEED_MORE;
        }
        int size = size(bytes, from);
        if (size > ClientHelloReader.MOST_BYTES) {
            return HelloReading.NOT_TLS;
        }
        int there = Math.min(size, length - HEADER);
        ByteCursor cursor = new ByteCursor(bytes, from + HEADER, there);
        HelloReading unfinished = there < size ? HelloReading.NEED_MORE : HelloReading.NOT_TLS;
        if (there > 0 && bytes[from + HEADER] != 3) {
            return HelloReading.NOT_TLS;
        }
        cursor.skip(2 + RANDOM);
        int session = cursor.octet();
        cursor.skip(session);
        int suites = cursor.word();
        cursor.skip(suites);
        int compressions = cursor.octet();
        cursor.skip(compressions);
        if (session > LONGEST_SESSION || suites % 2 != 0) {
            return HelloReading.NOT_TLS;
        }
        if (cursor.overrun()) {
            return unfinished;
        }
        return extensions(bytes, cursor, from + HEADER + size, there == size);
    }

    private static HelloReading extensions(byte[] bytes, ByteCursor cursor, int messageEnd, boolean whole) {
        if (whole && cursor.left() == 0) {
            return new HelloReading(State.DONE, ClientHello.NONE);
        }
        int total = cursor.word();
        if (cursor.overrun()) {
            return whole ? HelloReading.NOT_TLS : HelloReading.NEED_MORE;
        }
        int end = cursor.at() + total;
        if (end > messageEnd) {
            return HelloReading.NOT_TLS;
        }
        HelloExtensions extensions = new HelloExtensions(bytes);
        while (cursor.at() < end) {
            int type = cursor.word();
            int length = cursor.word();
            int at = cursor.at();
            if (!cursor.overrun() && length > end - at) {
                return HelloReading.NOT_TLS;
            }
            if (!cursor.skip(length) || cursor.overrun()) {
                return whole ? HelloReading.NOT_TLS : new HelloReading(State.NEED_MORE, extensions.hello());
            }
            extensions.take(type, at, length);
        }
        return new HelloReading(whole ? State.DONE : State.NEED_MORE, extensions.hello());
    }

    private static int size(byte[] bytes, int from) {
        return ((bytes[from + 1] & 0xFF) << 16) | ((bytes[from + 2] & 0xFF) << 8) | (bytes[from + 3] & 0xFF);
    }
}
