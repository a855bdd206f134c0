package io.policap.capture.packet.decode;

import static java.util.Objects.requireNonNull;

/**
 * A packet as most are, read in one go from an array to words: Ethernet, IPv4 without options that is no fragment, TCP
 * or UDP, behind no tunnel or one of VXLAN.
 *
 * <p>What it reads comes to the same as with {@link PacketDecoder}, to which everything else is left, and whatever is
 * cut or damaged. It allocates nothing. One serves one thread.
 */
public final class PlainPacket {
    /** Source and destination of the innermost header, the source in the upper half. */
    public static final int ADDRESSES = 0;

    /** From the highest bits: source and destination port, 16 each, protocol and TCP flags, 8 each, IPv4 identification. */
    public static final int PORTS = 1;

    /** TCP: sequence number, and acknowledgement in the lower half. */
    public static final int NUMBERS = 2;

    /** Bytes of transport payload by the headers' lengths. */
    public static final int PAYLOAD = 3;

    /** Words that a packet is read to. */
    public static final int WORDS = 4;

    private static final int IPV4 = 0x45;
    private static final int FRAGMENT = 0x3FFF;
    /** Ethernet, IPv4 and UDP: the shortest that is read here. */
    private static final int SHORTEST = EthernetHeader.LENGTH + Ipv4Header.LENGTH + UdpHeader.LENGTH;

    private static final int VXLAN_LENGTH = 8;
    private static final byte[] NONE = new byte[0];

    private final TunnelPorts ports;
    private byte[] data = NONE;
    private int frame;
    private boolean tunnelled;
    private long outer;

    // Of the IP header read last: where the packet ends by its length, and what was captured of that.
    private int logical;
    private int limit;
    private int identification;
    private int protocol;
    private long addresses;

    private int payloadOffset;
    private int payloadCaptured;

    PlainPacket(TunnelPorts ports) {
        this.ports = requireNonNull(ports, "ports");
    }

    /**
     * Reads an Ethernet frame.
     *
     * @param bytes holds the frame, never read outside of it
     * @param offset where it begins
     * @param captured bytes of it that are there
     * @param words where the packet's {@link #WORDS} words go
     * @param at the first of them
     * @return whether it is such a packet; if not, the words are of no meaning
     */
    public boolean read(byte[] bytes, int offset, int captured, long[] words, int at) {
        int end = offset + captured;
        int ip = offset + EthernetHeader.LENGTH;
        if (captured < SHORTEST || word(bytes, ip - 2) != EtherType.IPV4 || !isIp(bytes, ip, end)) {
            return false;
        }
        data = bytes;
        frame = offset;
        tunnelled = false;
        outer = addresses;
        int transport = ip + Ipv4Header.LENGTH;
        if (protocol == PacketHeader.TCP) {
            return isTcp(bytes, transport, words, at);
        }
        if (protocol != PacketHeader.UDP) {
            return false;
        }
        if (limit - transport >= UdpHeader.LENGTH + VXLAN_LENGTH && ports.isVxlan(word(bytes, transport + 2))) {
            return isVxlan(bytes, transport, words, at);
        }
        return isUdp(bytes, transport, words, at);
    }

    private boolean isVxlan(byte[] bytes, int udp, long[] words, int at) {
        int length = word(bytes, udp + 4);
        int flags = bytes[udp + UdpHeader.LENGTH];
        int end = Math.min(limit, udp + length);
        int ip = udp + UdpHeader.LENGTH + VXLAN_LENGTH + EthernetHeader.LENGTH;
        // VNI valid, and neither a protocol of its own nor a flag that is not known.
        if (length > logical - udp
                || (flags & 0x5F) != 0x08
                || end - ip < Ipv4Header.LENGTH
                || word(bytes, ip - 2) != EtherType.IPV4
                || !isIp(bytes, ip, end)) {
            return false;
        }
        tunnelled = true;
        int transport = ip + Ipv4Header.LENGTH;
        if (protocol == PacketHeader.TCP) {
            return isTcp(bytes, transport, words, at);
        }
        return protocol == PacketHeader.UDP && isUdp(bytes, transport, words, at);
    }

    private boolean isIp(byte[] bytes, int at, int end) {
        int total = word(bytes, at + 2);
        if (bytes[at] != IPV4 || total < Ipv4Header.LENGTH || (word(bytes, at + 6) & FRAGMENT) != 0) {
            return false;
        }
        logical = at + total;
        limit = Math.min(end, at + total);
        identification = word(bytes, at + 4);
        protocol = bytes[at + 9];
        addresses = (long) quad(bytes, at + 12) << 32 | quad(bytes, at + 16) & 0xFFFF_FFFFL;
        return true;
    }

    private boolean isTcp(byte[] bytes, int at, long[] words, int to) {
        if (limit - at < TcpHeader.NEEDED) {
            return false;
        }
        int length = bytes[at + 12] >>> 2 & 0x3C;
        int content = at + length;
        if (length < TcpHeader.SHORTEST || content > logical) {
            return false;
        }
        words[to + ADDRESSES] = addresses;
        words[to + PORTS] =
                (long) quad(bytes, at) << 32 | PacketHeader.TCP << 24 | (bytes[at + 13] & 0xFF) << 16 | identification;
        words[to + NUMBERS] = (long) quad(bytes, at + 4) << 32 | quad(bytes, at + 8) & 0xFFFF_FFFFL;
        words[to + PAYLOAD] = logical - content;
        payloadOffset = content;
        payloadCaptured = Math.max(0, limit - content);
        return true;
    }

    private boolean isUdp(byte[] bytes, int at, long[] words, int to) {
        if (limit - at < UdpHeader.LENGTH) {
            return false;
        }
        int both = quad(bytes, at);
        int length = word(bytes, at + 4);
        int payload = length - UdpHeader.LENGTH;
        if (payload < 0
                || length > logical - at
                || ports.mayBe(both >>> 16, both & 0xFFFF)
                || WireGuard.hasLengthOfHandshake(payload)) {
            return false;
        }
        words[to + ADDRESSES] = addresses;
        words[to + PORTS] = (long) both << 32 | PacketHeader.UDP << 24 | identification;
        words[to + NUMBERS] = 0;
        words[to + PAYLOAD] = payload;
        payloadOffset = at + UdpHeader.LENGTH;
        payloadCaptured = Math.min(limit, at + length) - payloadOffset;
        return true;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static int quad(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    /** Whether it is UDP, else TCP. */
    public boolean isUdp() {
        return protocol == PacketHeader.UDP;
    }

    /** Where the payload begins in the array that was read; of no meaning where none of it was captured. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of the payload that were captured. */
    public int payloadCaptured() {
        return payloadCaptured;
    }

    /** Whether it is inside a tunnel. */
    public boolean tunnelled() {
        return tunnelled;
    }

    /** Addresses of the outermost IP header, the source in the upper half. */
    public long outerAddresses() {
        return outer;
    }

    /** Whether the frame went to several devices. */
    public boolean isToGroup() {
        return (data[frame] & 1) != 0;
    }

    /** Link address of the device that sent the frame, 48 bits. */
    public long sourceMac() {
        return (long) word(data, frame + 6) << 32 | quad(data, frame + 8) & 0xFFFF_FFFFL;
    }

    /** Link address of the device that it went to, 48 bits. */
    public long destinationMac() {
        return (long) word(data, frame) << 32 | quad(data, frame + 2) & 0xFFFF_FFFFL;
    }
}
