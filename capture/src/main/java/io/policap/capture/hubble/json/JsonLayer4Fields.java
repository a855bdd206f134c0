package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Transport;
import io.policap.infer.flow.TcpFlags;
import tools.jackson.core.JsonParser;

/** Reads {@code flow.Layer4}. */
final class JsonLayer4Fields {
    private final HubbleRecord record;
    private final JsonValues values;

    JsonLayer4Fields(HubbleRecord record, JsonValues values) {
        this.record = record;
        this.values = values;
    }

    void read(JsonParser parser) {
        record.transport = Transport.NONE;
        if (!values.object(parser, "l4")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            record.transport = transport(name);
            if (values.object(parser, "l4")) {
                transportFields(parser);
            }
        }
    }

    private static Transport transport(String name) {
        switch (name) {
            case "TCP":
            case "tcp":
                return Transport.TCP;
            case "UDP":
            case "udp":
                return Transport.UDP;
            case "SCTP":
            case "sctp":
                return Transport.SCTP;
            case "ICMPv4":
            case "icmpv4":
                return Transport.ICMPV4;
            case "ICMPv6":
            case "icmpv6":
                return Transport.ICMPV6;
            default:
                return Transport.OTHER;
        }
    }

    private void transportFields(JsonParser parser) {
        record.sourcePort = 0;
        record.destinationPort = 0;
        record.icmpType = 0;
        record.tcpFlags = 0;
        boolean known = record.transport != Transport.OTHER;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (known ? name : "") {
                case "source_port":
                case "sourcePort":
                    record.sourcePort = values.number(parser, name);
                    break;
                case "destination_port":
                case "destinationPort":
                    record.destinationPort = values.number(parser, name);
                    break;
                case "type":
                    record.icmpType = values.number(parser, name);
                    break;
                case "flags":
                    flags(parser, name);
                    break;
                default:
                    parser.skipChildren();
            }
        }
    }

    private void flags(JsonParser parser, String field) {
        record.tcpFlags = 0;
        if (!values.object(parser, field)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (values.bool(parser, field)) {
                record.tcpFlags |= flag(name);
            }
        }
    }

    private static int flag(String name) {
        switch (name) {
            case "FIN":
                return TcpFlags.FIN;
            case "SYN":
                return TcpFlags.SYN;
            case "RST":
                return TcpFlags.RST;
            case "PSH":
                return TcpFlags.PSH;
            case "ACK":
                return TcpFlags.ACK;
            case "URG":
                return TcpFlags.URG;
            default:
                return 0;
        }
    }
}
