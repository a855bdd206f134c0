package io.policap.capture.hubble.server;

import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.Layer4;
import java.util.Locale;

/** Ports and protocols in the words of a flow filter. */
final class Ports {
    private Ports() {}

    /** The port as text; "none" where the protocol has no ports. */
    static String of(Layer4 layer, boolean isSource) {
        return switch (layer.getProtocolCase()) {
            case TCP ->
                text(isSource ? layer.getTCP().getSourcePort() : layer.getTCP().getDestinationPort());
            case UDP ->
                text(isSource ? layer.getUDP().getSourcePort() : layer.getUDP().getDestinationPort());
            case SCTP ->
                text(isSource ? layer.getSCTP().getSourcePort() : layer.getSCTP().getDestinationPort());
            default -> "none";
        };
    }

    static boolean isProtocol(String wanted, Flow flow) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "http" -> flow.getL7().hasHttp();
            case "dns" -> flow.getL7().hasDns();
            case "icmp" -> flow.getL4().hasICMPv4() || flow.getL4().hasICMPv6();
            default -> wanted.equalsIgnoreCase(flow.getL4().getProtocolCase().name());
        };
    }

    private static String text(int port) {
        return Integer.toUnsignedString(port);
    }
}
