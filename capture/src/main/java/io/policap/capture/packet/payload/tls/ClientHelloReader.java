package io.policap.capture.packet.payload.tls;

import static java.util.Objects.checkFromIndexSize;

import io.policap.capture.packet.payload.ByteCursor;

/**
 * Reads the ClientHello from the first bytes of a TCP stream: one record or several (RFC 8446, 5.1), cut anywhere.
 *
 * <p>It keeps nothing: who asks brings all bytes since the beginning of the stream, and more of them after
 * {@link HelloReading.State#NEED_MORE}. Whatever the bytes are, nothing is thrown.
 */
public final class ClientHelloReader {
    /** The bytes of a stream that are looked at; a ClientHello that goes beyond them is none. */
    public static final int MOST_BYTES = 64 << 10;

    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 5;
    private static final int MOST_IN_RECORD = 1 << 14;

    private ClientHelloReader() {}

    /**
     * Whether a ClientHello may begin here: for protocols that change to TLS after some words of their own (STARTTLS,
     * PostgreSQL), where the client's next segment is the beginning to read from. Needs six bytes.
     */
    public static boolean begins(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, bytes.length);
        return length > RECORD_HEADER && fragment(bytes, from, length) > 0 && bytes[from + RECORD_HEADER] == 1;
    }

    /** Reads the first {@code length} bytes of a stream. */
    public static HelloReading read(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, bytes.length);
        int there = Math.min(length, MOST_BYTES);
        HelloReading reading = records(bytes, from, there);
        return length >= MOST_BYTES && reading.state() == HelloReading.State.NEED_MORE ? HelloReading.NOT_TLS : reading;
    }

    /** Reads the first {@code length} bytes of the handshake messages, which QUIC carries without records (RFC 9001, 4). */
    public static HelloReading readHandshake(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, bytes.length);
        return HelloMessage.read(bytes, from, Math.min(length, MOST_BYTES));
    }

    private static HelloReading records(byte[] bytes, int from, int length) {
        int size = fragment(bytes, from, length);
        if (size <= 0) {
            return size < 0 ? HelloReading.NOT_TLS : HelloReading.NEED_MORE;
        }
        int there = Math.min(size, length - RECORD_HEADER);
        HelloReading first = HelloMessage.read(bytes, from + RECORD_HEADER, there);
        if (first.state() != HelloReading.State.NEED_MORE || length <= RECORD_HEADER + size) {
            return first;
        }
        return joined(bytes, from, length);
    }

    /** Reads a message that goes on in further records. */
    private static HelloReading joined(byte[] bytes, int from, int length) {
        byte[] message = new byte[length];
        int held = 0;
        int at = from;
        int end = from + length;
        while (at < end) {
            int size = fragment(bytes, at, end - at);
            if (size < 0) {
                return HelloMessage.isWhole(message, held) ? HelloMessage.read(message, 0, held) : HelloReading.NOT_TLS;
            }
            if (size == 0) {
                break;
            }
            int there = Math.min(size, end - at - RECORD_HEADER);
            System.arraycopy(bytes, at + RECORD_HEADER, message, held, there);
            held += there;
            at += RECORD_HEADER + there;
        }
        return HelloMessage.read(message, 0, held);
    }

    /** The size of the handshake record that begins here; 0 where that is not yet known, -1 where none begins. */
    private static int fragment(byte[] bytes, int at, int length) {
        ByteCursor header = new ByteCursor(bytes, at, length);
        int type = header.octet();
        int major = header.octet();
        int minor = header.octet();
        int size = header.word();
        if ((length > 0 && type != HANDSHAKE) || (length > 1 && major != 3) || (length > 2 && minor > 4)) {
            return -1;
        }
        if (length < RECORD_HEADER) {
            return 0;
        }
        return size == 0 || size > MOST_IN_RECORD ? -1 : size;
    }
}
