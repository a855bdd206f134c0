package io.policap.capture.packet.decode;

import org.jspecify.annotations.Nullable;

/** WireGuard's messages (its white paper, 5.4): a type, three zero bytes, and lengths that hardly anything else has. */
final class WireGuard {
    private static final int INITIATION = 1;
    private static final int RESPONSE = 2;
    private static final int COOKIE = 3;
    private static final int DATA = 4;

    private static final int INITIATION_LENGTH = 148;
    private static final int RESPONSE_LENGTH = 92;
    private static final int COOKIE_LENGTH = 64;
    private static final int LEAST_DATA = 32;

    /** The second code of both handshake messages, zero unless the peer is under load. */
    private static final int LAST_CODE = 16;

    private WireGuard() {}

    static boolean hasLengthOfHandshake(int length) {
        return length == INITIATION_LENGTH || length == RESPONSE_LENGTH;
    }

    /** At one of its ports the shape is enough; elsewhere only a handshake's, with its last 16 bytes zero. */
    static @Nullable Decoding open(Frame frame, int length, int at, int end, int wire) {
        boolean known = isPort(frame.header.sourcePort) || isPort(frame.header.destinationPort);
        if (!known && !hasLengthOfHandshake(length)) {
            return null;
        }
        if (end - at < 4) {
            return known ? UdpTunnels.unproven(frame, at, 4, wire) : null;
        }
        int type = Integer.reverseBytes(frame.data.getInt(at));
        if (!isShape(type, length)) {
            return null;
        }
        return known || (type != DATA && endsInZero(frame, at + length, end)) ? Decoding.OPAQUE_TUNNEL : null;
    }

    private static boolean isPort(int port) {
        return port == TunnelPorts.WIREGUARD || port == TunnelPorts.WIREGUARD_CILIUM;
    }

    private static boolean isShape(int type, int length) {
        return switch (type) {
            case INITIATION -> length == INITIATION_LENGTH;
            case RESPONSE -> length == RESPONSE_LENGTH;
            case COOKIE -> length == COOKIE_LENGTH;
            case DATA -> length >= LEAST_DATA && length % 16 == 0;
            default -> false;
        };
    }

    private static boolean endsInZero(Frame frame, int messageEnd, int end) {
        return messageEnd <= end
                && (frame.data.getLong(messageEnd - LAST_CODE) | frame.data.getLong(messageEnd - 8)) == 0;
    }
}
