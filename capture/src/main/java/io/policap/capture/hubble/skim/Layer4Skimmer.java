package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Transport;
import io.policap.infer.flow.TcpFlags;

/** Reads {@code flow.Layer4} from the bytes of a line. */
final class Layer4Skimmer {
    private static final byte[] TCP = Keys.bytes("{\"TCP\":{\"source_port\":");
    private static final byte[] UDP = Keys.bytes("{\"UDP\":{\"source_port\":");
    private static final byte[] DESTINATION_PORT = Keys.bytes(",\"destination_port\":");
    private static final byte[] FLAGS = Keys.bytes(",\"flags\":{\"");
    private static final byte[] TRUE = Keys.bytes("\":true");

    private final HubbleRecord record;
    private final SkimValues values;

    Layer4Skimmer(HubbleRecord record, SkimValues values) {
        this.record = record;
        this.values = values;
    }

    /** Reads the object that begins here; the position behind it, or -1 in doubt. */
    int read(byte[] line, int from) {
        if (Keys.at(line, from, TCP)) {
            record.transport = Transport.TCP;
            return ports(line, from + TCP.length);
        }
        if (Keys.at(line, from, UDP)) {
            record.transport = Transport.UDP;
            return ports(line, from + UDP.length);
        }
        return other(line, from);
    }

    private int ports(byte[] line, int from) {
        int at = values.number(line, from);
        if (at < 0 || !Keys.at(line, at, DESTINATION_PORT)) {
            return -1;
        }
        record.sourcePort = values.number;
        return serverPort(line, at + DESTINATION_PORT.length);
    }

    private int serverPort(byte[] line, int from) {
        int at = values.number(line, from);
        if (at < 0) {
            return -1;
        }
        record.destinationPort = values.number;
        if (line[at] == '}') {
            return line[at + 1] == '}' ? at + 2 : -1;
        }
        return Keys.at(line, at, FLAGS) ? flags(line, at + FLAGS.length) : -1;
    }

    /** From behind the first flag's first quote, to behind the end of all. */
    private int flags(byte[] line, int from) {
        int at = from;
        int flags = 0;
        while (true) {
            int flag = flag(line, at);
            if (flag == 0 || (flags & flag) != 0 || !Keys.at(line, at + 3, TRUE)) {
                return -1;
            }
            flags |= flag;
            at += 3 + TRUE.length;
            if (line[at] == '}') {
                record.tcpFlags = flags;
                return line[at + 1] == '}' && line[at + 2] == '}' ? at + 3 : -1;
            }
            if (line[at] != ',' || line[at + 1] != '"') {
                return -1;
            }
            at += 2;
        }
    }

    private static int flag(byte[] line, int at) {
        switch (line[at]) {
            case 'S':
                return line[at + 1] == 'Y' && line[at + 2] == 'N' ? TcpFlags.SYN : 0;
            case 'A':
                return line[at + 1] == 'C' && line[at + 2] == 'K' ? TcpFlags.ACK : 0;
            case 'P':
                return line[at + 1] == 'S' && line[at + 2] == 'H' ? TcpFlags.PSH : 0;
            case 'F':
                return line[at + 1] == 'I' && line[at + 2] == 'N' ? TcpFlags.FIN : 0;
            case 'R':
                return line[at + 1] == 'S' && line[at + 2] == 'T' ? TcpFlags.RST : 0;
            case 'U':
                return line[at + 1] == 'R' && line[at + 2] == 'G' ? TcpFlags.URG : 0;
            default:
                return 0;
        }
    }

    private static final byte[] ICMPV4 = Keys.bytes("{\"ICMPv4\":{");
    private static final byte[] ICMPV6 = Keys.bytes("{\"ICMPv6\":{");
    private static final byte[] SCTP = Keys.bytes("{\"SCTP\":{\"source_port\":");
    /** As socket calls have it, which know no client's port. */
    private static final byte[] TCP_SERVER = Keys.bytes("{\"TCP\":{\"destination_port\":");

    private static final byte[] UDP_SERVER = Keys.bytes("{\"UDP\":{\"destination_port\":");
    private static final byte[] TYPE = Keys.bytes("\"type\":");
    private static final byte[] CODE = Keys.bytes("\"code\":");

    private int other(byte[] line, int from) {
        if (Keys.at(line, from, SCTP)) {
            record.transport = Transport.SCTP;
            return ports(line, from + SCTP.length);
        }
        boolean tcp = Keys.at(line, from, TCP_SERVER);
        if (tcp || Keys.at(line, from, UDP_SERVER)) {
            record.transport = tcp ? Transport.TCP : Transport.UDP;
            return serverPort(line, from + TCP_SERVER.length);
        }
        boolean v6 = Keys.at(line, from, ICMPV6);
        if (!v6 && !Keys.at(line, from, ICMPV4)) {
            return -1;
        }
        record.transport = v6 ? Transport.ICMPV6 : Transport.ICMPV4;
        return icmp(line, from + ICMPV4.length);
    }

    private int icmp(byte[] line, int from) {
        int at = from;
        if (Keys.at(line, at, TYPE)) {
            at = values.number(line, at + TYPE.length);
            if (at < 0) {
                return -1;
            }
            record.icmpType = values.number;
            if (line[at] == ',') {
                at++;
                if (!Keys.at(line, at, CODE)) {
                    return -1;
                }
            }
        }
        if (Keys.at(line, at, CODE)) {
            at = JsonSkip.number(line, at + CODE.length);
            if (at < 0) {
                return -1;
            }
        }
        return line[at] == '}' && line[at + 1] == '}' ? at + 2 : -1;
    }
}
