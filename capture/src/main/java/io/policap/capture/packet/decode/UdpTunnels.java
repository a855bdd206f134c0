package io.policap.capture.packet.decode;

import org.jspecify.annotations.Nullable;

/** Tunnels inside UDP, told by their port and proven by their header. */
final class UdpTunnels {
    private static final int VXLAN_LENGTH = 8;
    /** The first byte: VNI valid must be set; Linux knows group policy, remote checksum, and protocol present. */
    private static final int VXLAN_VALID = 0x08;

    private static final int VXLAN_UNKNOWN = 0x53;
    /** The header says in its fourth byte what follows (draft-ietf-nvo3-vxlan-gpe). */
    private static final int VXLAN_PROTOCOL = 0x04;

    private static final int VXLAN_IPV4 = 1;
    private static final int VXLAN_IPV6 = 2;
    private static final int VXLAN_ETHERNET = 3;

    private static final int GENEVE_LENGTH = 8;

    /** The least security parameter index that is not reserved; 0 marks IKE (RFC 3948, 2.1, 2.2). */
    private static final int LEAST_SPI = 256;

    /** Index, sequence number, and what authenticates. */
    private static final int LEAST_ESP = 20;

    private UdpTunnels() {}

    /**
     * Opens the tunnel that a datagram's ports tell of; null where its content is none.
     *
     * @param length bytes of the datagram after its UDP header, fragments that follow included
     * @param at where they begin
     */
    static @Nullable Decoding open(Frame frame, int length, int at, int end, int wire) {
        PacketHeader header = frame.header;
        int port = header.destinationPort;
        if (frame.ports.isVxlan(port)) {
            return vxlan(frame, at, end, wire);
        }
        if (port == TunnelPorts.GENEVE) {
            return geneve(frame, at, end, wire);
        }
        if (port == TunnelPorts.MPLS) {
            return mpls(frame, at, end, wire);
        }
        if (port == TunnelPorts.ESP || header.sourcePort == TunnelPorts.ESP) {
            return esp(frame, length, at, end, wire);
        }
        return WireGuard.open(frame, length, at, end, wire);
    }

    private static @Nullable Decoding vxlan(Frame frame, int at, int end, int wire) {
        if (end - at < VXLAN_LENGTH) {
            return unproven(frame, at, VXLAN_LENGTH, wire);
        }
        int flags = frame.octet(at);
        int type = (flags & VXLAN_PROTOCOL) == 0 ? EtherType.ETHERNET : vxlanType(frame.octet(at + 3));
        if ((flags & VXLAN_VALID) == 0 || (flags & VXLAN_UNKNOWN) != 0 || type == 0) {
            return null;
        }
        return enter(frame, type, at + VXLAN_LENGTH, end, wire);
    }

    private static int vxlanType(int protocol) {
        return switch (protocol) {
            case VXLAN_IPV4 -> EtherType.IPV4;
            case VXLAN_IPV6 -> EtherType.IPV6;
            case VXLAN_ETHERNET -> EtherType.ETHERNET;
            default -> 0;
        };
    }

    private static @Nullable Decoding geneve(Frame frame, int at, int end, int wire) {
        if (end - at < GENEVE_LENGTH) {
            return unproven(frame, at, GENEVE_LENGTH, wire);
        }
        // Version 0 with its length of options, and the reserved bits beside control and critical.
        boolean valid = frame.octet(at) < 0x40 && (frame.octet(at + 1) & 0x3F) == 0;
        int type = frame.word(at + 2);
        if (!valid || !(type == EtherType.ETHERNET || type == EtherType.IPV4 || type == EtherType.IPV6)) {
            return null;
        }
        int length = GENEVE_LENGTH + 4 * frame.octet(at);
        if (end - at < length) {
            return frame.shortage(at, length, wire);
        }
        return enter(frame, type, at + length, end, wire);
    }

    private static Decoding enter(Frame frame, int type, int at, int end, int wire) {
        if (!Tunnels.enter(frame.header)) {
            return Decoding.MALFORMED;
        }
        return type == EtherType.ETHERNET
                ? EthernetHeader.decodeInner(frame, at, end, wire)
                : EtherType.open(frame, type, at, end, wire);
    }

    private static @Nullable Decoding mpls(Frame frame, int at, int end, int wire) {
        if (end - at < 5) {
            return unproven(frame, at, 5, wire);
        }
        if (!MplsLabels.isBeforeIp(frame, at, end)) {
            return null;
        }
        return Tunnels.enter(frame.header) ? MplsLabels.decode(frame, at, end, wire) : Decoding.MALFORMED;
    }

    private static @Nullable Decoding esp(Frame frame, int length, int at, int end, int wire) {
        if (length < LEAST_ESP) {
            return null;
        }
        if (end - at < 4) {
            return unproven(frame, at, 4, wire);
        }
        return Integer.compareUnsigned(frame.data.getInt(at), LEAST_SPI) < 0 ? null : Decoding.OPAQUE_TUNNEL;
    }

    /** What a datagram is whose tunnel header is not there whole: cut by the snapshot, or too short for a tunnel. */
    static @Nullable Decoding unproven(Frame frame, int at, int length, int wire) {
        return length > wire - at ? null : frame.shortage(at, length, wire);
    }
}
