package io.policap.capture.packet.decode;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.file.WordCopy;

/**
 * A packet as most are, read in one go from words to words: Ethernet, IPv4 without options that is no fragment, TCP
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

    /** Of the eight bytes from the Ethernet type on: IPv4 (the type), and a header of five words. */
    private static final long IPV4 = 0x45_0008;

    private static final long TYPE_AND_VERSION = 0xFF_FFFF;

    /** The same of IPv6, whose version is in the upper half of its byte. */
    private static final long IPV6 = 0x60_DD86;

    private static final long TYPE_AND_VERSION_6 = 0xF0_FFFF;

    /** Of the eight bytes from IP's flags on: more fragments, and the fragment's offset. */
    private static final long FRAGMENT = 0xFF3F;

    /** Where the Ethernet type lies. */
    private static final int TYPE = EthernetHeader.LENGTH - 2;

    /** From an Ethernet type to what follows the IP header. */
    private static final int TO_TRANSPORT = 2 + Ipv4Header.LENGTH;

    /** Ethernet, IPv4 and UDP: the shortest that is read here. */
    private static final int SHORTEST = EthernetHeader.LENGTH + Ipv4Header.LENGTH + UdpHeader.LENGTH;

    private static final int VXLAN_LENGTH = 8;

    /** From a transport header to the Ethernet type behind VXLAN. */
    private static final int TO_INNER_TYPE = UdpHeader.LENGTH + VXLAN_LENGTH + TYPE;

    private static final int OTHER = 0;

    private final TunnelPorts ports;
    private long[] data = new long[0];
    private int frame;
    private boolean tunnelled;
    private long outer;

    // The innermost Ethernet type that was looked at, or -1, and where what follows it ends by what was captured.
    private int innerType;
    private int innerEnd;

    // Of the packet read last: where it ends by its IP header, what was captured of that, and the ports of UDP.
    private int logical;
    private int limit;
    private int protocol;
    private int bothPorts;

    private int payloadOffset;
    private int payloadCaptured;

    PlainPacket(TunnelPorts ports) {
        this.ports = requireNonNull(ports, "ports");
    }

    /**
     * Reads an Ethernet frame.
     *
     * @param bytes holds the frame, as {@link WordCopy} has it, with {@link WordCopy#BEYOND} words after it; what lies
     *     outside of the frame has no influence
     * @param offset the index of its first byte
     * @param captured bytes of it that are there
     * @param words where the packet's {@link #WORDS} words go
     * @param at the first of them
     * @return whether it is such a packet; if not, the words are of no meaning
     */
    public boolean read(long[] bytes, int offset, int captured, long[] words, int at) {
        innerType = -1;
        if (captured < SHORTEST) {
            return false;
        }
        data = bytes;
        frame = offset;
        tunnelled = false;
        innerType = offset + TYPE;
        innerEnd = offset + captured;
        protocol = ip(bytes, innerType, innerEnd, words, at);
        outer = words[at + ADDRESSES];
        return protocol == PacketHeader.TCP
                || (protocol == PacketHeader.UDP && datagram(bytes, offset + TYPE + TO_TRANSPORT, words, at));
    }

    private boolean datagram(long[] bytes, int udp, long[] words, int at) {
        return limit - udp >= UdpHeader.LENGTH + VXLAN_LENGTH && ports.isVxlan(bothPorts & 0xFFFF)
                ? isVxlan(bytes, udp, words, at)
                : isUdp(bytes, udp, words, at);
    }

    private boolean isVxlan(long[] bytes, int udp, long[] words, int at) {
        long rest = WordCopy.at(bytes, udp + 4);
        int length = big16((int) rest);
        int flags = (int) (rest >>> 32);
        int end = Math.min(limit, udp + length);
        int type = udp + TO_INNER_TYPE;
        // VNI valid, and neither a protocol of its own nor a flag that is not known.
        if (length > logical - udp || (flags & 0x5F) != 0x08 || end - type < TO_TRANSPORT) {
            return false;
        }
        tunnelled = true;
        innerType = type;
        innerEnd = end;
        protocol = ip(bytes, type, end, words, at);
        return protocol == PacketHeader.TCP
                || (protocol == PacketHeader.UDP && isUdp(bytes, type + TO_TRANSPORT, words, at));
    }

    /**
     * Reads from an Ethernet type on: IPv4 without options, and TCP with its ports. Words are loaded once, and shifted to
     * where the type begins, as all fields then lie at fixed places.
     *
     * @return the protocol, or {@link #OTHER} for whatever is not to be read here
     */
    private int ip(long[] bytes, int type, int end, long[] words, int at) {
        int word = type >>> 3;
        int bits = type << 3;
        int back = ~bits;
        long second = bytes[word + 1];
        long third = bytes[word + 2];
        long fourth = bytes[word + 3];
        long typeToId = bytes[word] >>> bits | second << 1 << back;
        long flagsToSource = second >>> bits | third << 1 << back;
        int total = big16((int) (typeToId >>> 32));
        if ((typeToId & TYPE_AND_VERSION) != IPV4 || (flagsToSource & FRAGMENT) != 0 || total < Ipv4Header.LENGTH) {
            return OTHER;
        }
        long sourceToPort = third >>> bits | fourth << 1 << back;
        long source = Integer.reverseBytes((int) (flagsToSource >>> 48 | sourceToPort << 16));
        words[at + ADDRESSES] = source << 32 | Integer.reverseBytes((int) (sourceToPort >>> 16)) & 0xFFFF_FFFFL;
        logical = type + 2 + total;
        limit = Math.min(end, logical);
        long fifth = bytes[word + 4];
        long portToAcknowledgement = fourth >>> bits | fifth << 1 << back;
        bothPorts = Integer.reverseBytes((int) (sourceToPort >>> 48 | portToAcknowledgement << 16));
        int identification = big16((int) (typeToId >>> 48));
        int carries = (int) (flagsToSource >>> 24) & 0xFF;
        words[at + PORTS] = (long) bothPorts << 32 | (long) carries << 24 | identification;
        if (carries != PacketHeader.TCP) {
            return carries;
        }
        long acknowledgementToFlags = fifth >>> bits | bytes[word + 5] << 1 << back;
        int transport = type + TO_TRANSPORT;
        int length = (int) (acknowledgementToFlags >>> 18) & 0x3C;
        int content = transport + length;
        if (limit - transport < TcpHeader.NEEDED || length < TcpHeader.SHORTEST || content > logical) {
            return OTHER;
        }
        words[at + PORTS] |= (acknowledgementToFlags >>> 24 & 0xFF) << 16;
        long sequence = Integer.reverseBytes((int) (portToAcknowledgement >>> 16));
        int acknowledgement = Integer.reverseBytes((int) (portToAcknowledgement >>> 48 | acknowledgementToFlags << 16));
        words[at + NUMBERS] = sequence << 32 | acknowledgement & 0xFFFF_FFFFL;
        words[at + PAYLOAD] = logical - content;
        payloadOffset = content;
        payloadCaptured = Math.max(0, limit - content);
        return carries;
    }

    private boolean isUdp(long[] bytes, int udp, long[] words, int at) {
        if (limit - udp < UdpHeader.LENGTH) {
            return false;
        }
        int length = big16((int) WordCopy.at(bytes, udp + 4));
        int payload = length - UdpHeader.LENGTH;
        int both = bothPorts;
        if (payload < 0
                || length > logical - udp
                || ports.hasOneOf(both >>> 16, both & 0xFFFF)
                || WireGuard.hasLengthOfHandshake(payload)) {
            return false;
        }
        words[at + NUMBERS] = 0;
        words[at + PAYLOAD] = payload;
        payloadOffset = udp + UdpHeader.LENGTH;
        payloadCaptured = Math.min(limit, udp + length) - payloadOffset;
        return true;
    }

    /**
     * Reads the frame that {@link #read} has just left to others, if it is over IPv6 without extension headers and plain
     * otherwise, as {@link PacketDecoder} would.
     *
     * @return whether it is such a packet; if not, the header is of no meaning
     */
    public boolean readIpv6(PacketHeader into) {
        int ip = innerType + 2;
        int transport = ip + Ipv6Header.LENGTH;
        if (innerType < 0 || innerEnd - transport < UdpHeader.LENGTH) {
            return false;
        }
        long typeToLength = WordCopy.at(data, innerType);
        int length = big16((int) (typeToLength >>> 48));
        int next = (int) WordCopy.at(data, ip + 6) & 0xFF;
        // A length of 0 is a jumbogram's, or what segmentation offload leaves.
        if ((typeToLength & TYPE_AND_VERSION_6) != IPV6 || length == 0) {
            return false;
        }
        logical = transport + length;
        limit = Math.min(innerEnd, logical);
        PacketDecoder.clear(into);
        if (next == PacketHeader.TCP ? !isTcp(transport, into) : next != PacketHeader.UDP || !isUdp(transport, into)) {
            return false;
        }
        into.v6 = true;
        into.protocol = next;
        into.sourceHigh = Long.reverseBytes(WordCopy.at(data, ip + 8));
        into.sourceLow = Long.reverseBytes(WordCopy.at(data, ip + 16));
        into.destinationHigh = Long.reverseBytes(WordCopy.at(data, ip + 24));
        into.destinationLow = Long.reverseBytes(WordCopy.at(data, ip + 32));
        into.sourceMac = sourceMac();
        into.destinationMac = destinationMac();
        if (tunnelled) {
            into.depth = 1;
            into.outerSourceLow = outer >>> 32;
            into.outerDestinationLow = outer & 0xFFFF_FFFFL;
        }
        return true;
    }

    private boolean isTcp(int at, PacketHeader into) {
        long portsAndSequence = WordCopy.at(data, at);
        long rest = WordCopy.at(data, at + 8);
        int content = at + ((int) (rest >>> 34) & 0x3C);
        if (limit - at < TcpHeader.NEEDED || content - at < TcpHeader.SHORTEST || content > logical) {
            return false;
        }
        ports(Integer.reverseBytes((int) portsAndSequence), into);
        into.sequence = Integer.reverseBytes((int) (portsAndSequence >>> 32));
        into.acknowledgement = Integer.reverseBytes((int) rest);
        into.flags = (int) (rest >>> 40) & 0xFF;
        payload(content, limit, logical - content, into);
        return true;
    }

    private boolean isUdp(int at, PacketHeader into) {
        long header = WordCopy.at(data, at);
        int both = Integer.reverseBytes((int) header);
        int length = big16((int) (header >>> 32));
        int content = at + UdpHeader.LENGTH;
        if (limit < content
                || length < UdpHeader.LENGTH
                || length > logical - at
                || ports.hasOneOf(both >>> 16, both & 0xFFFF)
                || WireGuard.hasLengthOfHandshake(length - UdpHeader.LENGTH)) {
            return false;
        }
        ports(both, into);
        payload(content, Math.min(limit, at + length), length - UdpHeader.LENGTH, into);
        return true;
    }

    private static void ports(int both, PacketHeader into) {
        into.sourcePort = both >>> 16;
        into.destinationPort = both & 0xFFFF;
    }

    private static void payload(int at, int end, int length, PacketHeader into) {
        into.payload = length;
        into.payloadOffset = Math.min(at, end);
        into.payloadCaptured = Math.max(0, end - at);
    }

    /** The two lowest bytes, the lowest as the upper one. */
    private static int big16(int bytes) {
        return (bytes & 0xFF) << 8 | bytes >>> 8 & 0xFF;
    }

    /** Whether it is UDP, else TCP. */
    public boolean isUdp() {
        return protocol == PacketHeader.UDP;
    }

    /** The index of the payload's first byte; of no meaning where none of it was captured. */
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
        return (data[frame >>> 3] >>> (frame << 3) & 1) != 0;
    }

    /** Link address of the device that sent the frame, 48 bits. */
    public long sourceMac() {
        return mac(frame + 6);
    }

    /** Link address of the device that it went to, 48 bits. */
    public long destinationMac() {
        return mac(frame);
    }

    private long mac(int at) {
        return Long.reverseBytes(WordCopy.at(data, at)) >>> 16;
    }

    /** The payload's bytes from an index on, eight of them or what there are and others; the first in the lowest bits. */
    public long payload(int from) {
        return WordCopy.at(data, payloadOffset + from);
    }
}
