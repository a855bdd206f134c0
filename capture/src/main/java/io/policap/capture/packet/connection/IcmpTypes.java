package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;

/** What ICMP and ICMPv6 types are for (IANA's registries; RFC 792, RFC 4443). */
final class IcmpTypes {
    private static final int FRAGMENTATION_NEEDED = 4;

    private IcmpTypes() {}

    /** Whether messages of this type report a problem with another packet. */
    static boolean isError(int protocol, int type) {
        return protocol == PacketHeader.ICMPV6
                ? type < 128
                : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    }

    /** Whether an error says that the other end, or what leads to it, refuses: not a matter of size or of hops. */
    static boolean isUnreachable(int protocol, int type, int code) {
        return protocol == PacketHeader.ICMPV6 ? type == 1 : type == 3 && code != FRAGMENTATION_NEEDED;
    }

    /** Whether messages of this type serve the network itself: routers, neighbours, multicast groups, mobility. */
    static boolean isControl(int protocol, int type) {
        return protocol == PacketHeader.ICMPV6
                ? (type >= 130 && type <= 138) || (type >= 141 && type <= 159)
                : type == 9 || type == 10;
    }

    /** Whether messages of this type answer one of {@link #request}. */
    static boolean isReply(int protocol, int type) {
        return protocol == PacketHeader.ICMPV6
                ? type == 129 || type == 140 || type == 161
                : type == 0 || type == 14 || type == 16 || type == 18 || type == 43;
    }

    /** The type of the request that a message is or answers. */
    static int request(int protocol, int type) {
        if (!isReply(protocol, type)) {
            return type;
        }
        return protocol == PacketHeader.ICMP && type == 0 ? 8 : type - 1;
    }

    /** The type of a request for an echo. */
    static int echo(int protocol) {
        return switch (protocol) {
            case PacketHeader.ICMP -> 8;
            case PacketHeader.ICMPV6 -> 128;
            default -> 0;
        };
    }
}
