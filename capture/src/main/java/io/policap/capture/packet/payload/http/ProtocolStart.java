package io.policap.capture.packet.payload.http;

import java.nio.charset.StandardCharsets;

/** Tells the protocol by the first bytes of a client. */
final class ProtocolStart {
    /** The connection preface of HTTP/2 (RFC 9113, 3.4). */
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int SURELY_HTTP2 = "PRI * HTTP/2.0".length();
    private static final byte HANDSHAKE = 0x16;
    private static final byte MAJOR_VERSION = 0x03;

    private ClientProtocol protocol = ClientProtocol.NOT_SEEN;
    private boolean decided;
    private int prefaceSeen;
    private boolean handshakeSeen;

    /** The protocol; HTTP/1 stands for all that is neither HTTP/2 nor TLS. */
    ClientProtocol protocol() {
        return protocol;
    }

    boolean decided() {
        return decided;
    }

    /** Takes bytes until the protocol is known, and says up to where. */
    int take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !decided) {
            byte b = bytes[at];
            if (handshakeSeen) {
                decide(b == MAJOR_VERSION ? ClientProtocol.TLS : ClientProtocol.OTHER);
            } else if (prefaceSeen == 0 && b == HANDSHAKE) {
                handshakeSeen = true;
                protocol = ClientProtocol.OTHER;
                at++;
            } else if (b == PREFACE[prefaceSeen]) {
                prefaceSeen++;
                protocol = prefaceSeen < SURELY_HTTP2 ? ClientProtocol.OTHER : ClientProtocol.HTTP2;
                decided = prefaceSeen == PREFACE.length;
                at++;
            } else {
                decide(ClientProtocol.HTTP1);
            }
        }
        return at;
    }

    /** Gives back what looked like a preface and was none. */
    void release(ByteRuns into) {
        if (protocol == ClientProtocol.HTTP1 && prefaceSeen > 0) {
            into.known(PREFACE, 0, prefaceSeen);
        }
    }

    /** Leaves it at what is known: the next bytes are missing. */
    void lose() {
        decided = true;
    }

    private void decide(ClientProtocol decision) {
        protocol = decision;
        decided = true;
    }
}
