package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Transport;

/** Reads {@code flow.Layer4}. */
final class WireLayer4 {
    private static final int TCP = 1 << 3 | 2;
    private static final int UDP = 2 << 3 | 2;
    private static final int ICMPV4 = 3 << 3 | 2;
    private static final int ICMPV6 = 4 << 3 | 2;
    private static final int SCTP = 5 << 3 | 2;
    private static final int VRRP = 6 << 3 | 2;
    private static final int IGMP = 7 << 3 | 2;

    private static final int SOURCE_PORT = 1 << 3;
    private static final int DESTINATION_PORT = 2 << 3;
    private static final int FLAGS = 3 << 3 | 2;
    private static final int ICMP_TYPE = 1 << 3;
    private static final int FIN = 1 << 3;
    private static final int URG = 6 << 3;

    private WireLayer4() {}

    static void read(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case TCP:
                    become(Transport.TCP, record);
                    ports(in, record);
                    break;
                case UDP:
                    become(Transport.UDP, record);
                    ports(in, record);
                    break;
                case SCTP:
                    become(Transport.SCTP, record);
                    ports(in, record);
                    break;
                case ICMPV4:
                    become(Transport.ICMPV4, record);
                    icmp(in, record);
                    break;
                case ICMPV6:
                    become(Transport.ICMPV6, record);
                    icmp(in, record);
                    break;
                case VRRP:
                case IGMP:
                    become(Transport.OTHER, record);
                    in.skip(tag);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Of the members of a oneof the last one counts. */
    private static void become(Transport transport, HubbleRecord record) {
        if (record.transport != transport) {
            record.transport = transport;
            record.sourcePort = 0;
            record.destinationPort = 0;
            record.icmpType = 0;
            record.tcpFlags = 0;
        }
    }

    private static void ports(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SOURCE_PORT) {
                record.sourcePort = in.unsigned();
            } else if (tag == DESTINATION_PORT) {
                record.destinationPort = in.unsigned();
            } else if (tag == FLAGS && record.transport == Transport.TCP) {
                flags(in, record);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Reads the flags, whose fields are numbered as their bits lie; those that came after RFC 793 are not kept. */
    private static void flags(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if ((tag & 7) == 0 && tag >= FIN && tag <= URG) {
                int bit = 1 << (tag >>> 3) - 1;
                record.tcpFlags = in.bool() ? record.tcpFlags | bit : record.tcpFlags & ~bit;
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private static void icmp(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ICMP_TYPE) {
                record.icmpType = in.unsigned();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
