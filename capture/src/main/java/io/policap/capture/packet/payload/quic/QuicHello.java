package io.policap.capture.packet.payload.quic;

import static java.util.Objects.checkFromIndexSize;

import io.policap.capture.packet.payload.tls.ClientHello;
import io.policap.capture.packet.payload.tls.ClientHelloReader;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;

/**
 * The ClientHello of one QUIC connection, from the client's first datagrams (RFC 9000, RFC 9001; version 2: RFC 9369).
 *
 * <p>Its Initial packets are encrypted, with keys that everybody can derive from them: what opens is what was sent. A
 * connection id that changes by a Retry, and another version after a version negotiation, begin anew. Datagrams of the
 * server, and whatever else does not open, only count. After {@value #MOST_DATAGRAMS} datagrams it gives up. Nothing is
 * thrown, and at most 16 KiB are held.
 */
public final class QuicHello {
    /** How many datagrams are looked at. */
    public static final int MOST_DATAGRAMS = 4;

    private static final int MOST_PACKETS_IN_DATAGRAM = 8;
    private static final HelloReading GIVEN_UP = new HelloReading(State.NOT_TLS, ClientHello.NONE);

    private final InitialOpener opener = new InitialOpener();
    private final CryptoStream crypto = new CryptoStream();
    private HelloReading reading = new HelloReading(State.NEED_MORE, ClientHello.NONE);
    private int datagrams;

    /**
     * Takes the payload of the client's next datagram.
     *
     * @return done with the ClientHello; or that more is needed; or {@link State#NOT_TLS} where this is not QUIC, or no
     *     name will come of it, with what is known nevertheless. What is not {@link State#NEED_MORE} stays so
     */
    public HelloReading accept(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, bytes.length);
        if (reading.state() != State.NEED_MORE) {
            return reading;
        }
        if (datagrams == 0 && !LongHeader.begins(bytes, from, length)) {
            reading = GIVEN_UP;
            return reading;
        }
        datagrams++;
        packets(bytes, from, length);
        if (reading.state() == State.NEED_MORE && datagrams == MOST_DATAGRAMS) {
            reading = new HelloReading(State.NOT_TLS, reading.hello());
        }
        if (reading.state() != State.NEED_MORE) {
            crypto.clear();
        }
        return reading;
    }

    /** What came of the datagrams so far. */
    public HelloReading reading() {
        return reading;
    }

    private void packets(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        for (int packet = 0; packet < MOST_PACKETS_IN_DATAGRAM && at < end; packet++) {
            LongHeader header = LongHeader.read(bytes, at, end - at);
            if (header.isNone()) {
                return;
            }
            if (header.initial()) {
                initial(header, bytes);
            }
            at = header.end();
        }
    }

    private void initial(LongHeader header, byte[] bytes) {
        byte[] frames = opener.open(header, bytes);
        if (frames.length == 0 || reading.state() != State.NEED_MORE) {
            return;
        }
        if (opener.changed()) {
            crypto.clear();
        }
        crypto.take(frames);
        reading = ClientHelloReader.readHandshake(crypto.bytes(), 0, crypto.length());
    }
}
