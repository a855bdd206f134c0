package io.policap.infer.connection;

import io.policap.infer.net.Protocol;

/** The ICMP message types that make connections of their own (RFC 792, RFC 4443, RFC 4861). */
final class Icmp {
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;
    private static final int ECHO_REPLY_V6 = 129;
    private static final int NONE = -1;

    private Icmp() {}

    /** Whether the type is an error, a redirect, or neighbour and multicast discovery: never a connection. */
    static boolean isControl(Protocol protocol, int type) {
        if (protocol == Protocol.ICMP) {
            return type == 3 || type == 4 || type == 5 || type == 9 || type == 10 || type == 11 || type == 12;
        }
        return type < 128 || (type >= 130 && type <= 137) || type == 143 || (type >= 151 && type <= 153);
    }

    /** The request type that this reply type answers, or -1 where the type is no reply. */
    static int requestOf(Protocol protocol, int type) {
        if (protocol == Protocol.ICMP) {
            switch (type) {
                case ECHO_REPLY:
                    return ECHO_REQUEST;
                case 14:
                    return 13;
                case 16:
                    return 15;
                case 18:
                    return 17;
                default:
                    return NONE;
            }
        }
        return type == ECHO_REPLY_V6 ? ECHO_REQUEST_V6 : NONE;
    }
}
