package io.policap.capture.packet.content;

import io.policap.capture.packet.decode.PacketHeader;
import java.nio.ByteBuffer;

/**
 * Chooses, by a packet's ports and first bytes, the payloads that are worth a look: all of TCP where requests are wanted,
 * else DNS, the beginning of TLS, of HTTP and of QUIC, and the segments that go on with a hello.
 *
 * <p>It is asked for each packet before its connection is known, so it allocates nothing and chooses rather too much. One
 * serves one thread.
 */
public final class PayloadChoice {
    /** Bytes that tell what a client's stream begins with. */
    public static final int HEAD = 8;

    private static final int DNS = 53;
    private static final int DNS_OF_OPENSHIFT = 5353;
    private static final int HTTPS = 443;

    /** A long header with the fixed bit (RFC 9000, 17.2). */
    private static final int QUIC_LONG = 0xC0;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_RECORD = 5;
    private static final int CLIENT_HELLO = 1;

    private final boolean all;
    private final OpenHellos open = new OpenHellos();

    /** A choice; {@code all} where the requests of HTTP are wanted. */
    public PayloadChoice(boolean all) {
        this.all = all;
    }

    /** Whether a datagram is worth a look: DNS, and what may be QUIC from a client. */
    public static boolean udp(int sourcePort, int destinationPort, int firstByte) {
        return isDns(sourcePort)
                || isDns(destinationPort)
                || (destinationPort == HTTPS && (firstByte & QUIC_LONG) == QUIC_LONG);
    }

    static boolean isDns(int port) {
        return port == DNS || port == DNS_OF_OPENSHIFT;
    }

    static boolean isDnsOverTcp(int sourcePort, int destinationPort) {
        return sourcePort == DNS || destinationPort == DNS;
    }

    /** Whether a segment may be worth a look, by what is known first; false is certain. */
    public boolean mayBeTcp(int sourcePort, int destinationPort, int firstByte) {
        return firstByte == TLS_HANDSHAKE
                || (firstByte >= 'C' && firstByte <= 'T')
                || all
                || sourcePort == DNS
                || destinationPort == DNS
                || !open.isEmpty();
    }

    /**
     * Whether a segment is worth a look.
     *
     * @param flow what tells the sender's stream from others, well mixed
     * @param sequence the number of its first byte
     * @param payload bytes that it had, at least 1
     * @param captured bytes of them that are there
     * @param head its first {@link #HEAD} bytes from the highest on, 0 for those not captured
     */
    public boolean tcp(
            long flow, int sourcePort, int destinationPort, int sequence, int payload, int captured, long head) {
        if (all || sourcePort == DNS || destinationPort == DNS) {
            return true;
        }
        int first = (int) (head >>> 56);
        if (first == TLS_HANDSHAKE && isHello(head, captured)) {
            int hello = TLS_RECORD + ((int) (head >>> 24) & 0xFFFF);
            if (payload < TLS_RECORD || hello > payload) {
                open.add(flow, sequence + payload, sequence + Math.max(hello, TLS_RECORD));
            }
            return true;
        }
        if (isHttp(first, (int) (head >>> 32))) {
            return true;
        }
        return !open.isEmpty() && open.take(flow, sequence, payload);
    }

    private static boolean isHello(long head, int captured) {
        return (captured < 2 || (head >>> 48 & 0xFF) == 3)
                && (captured < TLS_RECORD + 1 || (head >>> 16 & 0xFF) == CLIENT_HELLO);
    }

    private static boolean isHttp(int first, int word) {
        if (first < 'C' || first > 'T') {
            return false;
        }
        return switch (word) {
            case 0x47455420, // "GET "
                    0x504F5354, // "POST"
                    0x50555420, // "PUT "
                    0x48454144, // "HEAD"
                    0x44454C45, // "DELE"
                    0x4F505449, // "OPTI"
                    0x50415443, // "PATC"
                    0x434F4E4E, // "CONN"
                    0x54524143, // "TRAC"
                    0x50524920 -> true; // "PRI "
            default -> false;
        };
    }

    /** The first bytes of a payload, as {@link #tcp} wants them. */
    public static long head(byte[] bytes, int from, int captured) {
        int there = Math.min(HEAD, captured);
        long head = 0;
        for (int i = 0; i < there; i++) {
            head = head << 8 | bytes[from + i] & 0xFF;
        }
        return there == HEAD ? head : there == 0 ? 0 : head << 8 * (HEAD - there);
    }

    /** The same from a buffer. */
    public static long head(ByteBuffer bytes, int from, int captured) {
        if (captured >= HEAD) {
            return bytes.getLong(from);
        }
        long head = 0;
        for (int i = 0; i < captured; i++) {
            head |= (bytes.get(from + i) & 0xFFL) << 56 - 8 * i;
        }
        return head;
    }

    /** What tells a plain packet's stream from others. */
    public static long flow(long addresses, int ports) {
        long mixed = (addresses ^ (long) ports * 0x9E37_79B9_7F4A_7C15L) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }

    /** The same of any packet; equal for a plain one. */
    public static long flow(PacketHeader header) {
        int ports = header.sourcePort << 16 | header.destinationPort;
        long source = header.sourceHigh * 31 + header.sourceLow;
        long destination = header.destinationHigh * 31 + header.destinationLow;
        return header.v6
                ? flow(source * 0x9E37_79B9_7F4A_7C15L + destination, ports)
                : flow(header.sourceLow << 32 | header.destinationLow, ports);
    }
}
