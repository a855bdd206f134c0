package io.policap.capture.decision;

import io.policap.infer.intent.Ports;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports as people write them: {@code 8080}, {@code 53/UDP}, {@code 8000-8010/TCP}, {@code 8/ICMP}. */
final class PortsText {
    private static final Pattern TEXT =
            Pattern.compile("(0|[1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?(?:/([A-Za-z0-9]{1,8}))?");
    private static final int HIGHEST = 65_535;

    private PortsText() {}

    /** Ports of TCP where no protocol is said. */
    static Ports ports(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw wrong();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        Protocol protocol = matcher.group(3) == null ? Protocol.TCP : protocol(matcher.group(3));
        if (!protocol.hasPorts()) {
            if (matcher.group(2) != null || first > 255) {
                throw wrong();
            }
            return new Ports.Icmp(protocol, first);
        }
        if (first < 1 || last > HIGHEST || last < first) {
            throw wrong();
        }
        return new Ports.Transport(protocol, first == last ? PortRange.of(first) : new PortRange(first, last));
    }

    /** The same without ICMP. */
    static Ports transport(String text) {
        Ports ports = ports(text);
        if (!(ports instanceof Ports.Transport)) {
            throw new IllegalArgumentException("is no port; write one of TCP, UDP or SCTP");
        }
        return ports;
    }

    /** The same with TCP only. */
    static Ports tcp(String text) {
        Ports ports = ports(text);
        if (ports.protocol() != Protocol.TCP) {
            throw new IllegalArgumentException("is no TCP port, and HTTP is spoken on those; correct it");
        }
        return ports;
    }

    private static Protocol protocol(String text) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().equals(text.toUpperCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw wrong();
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "is no port; write 8080, 53/UDP, 8000-8010/TCP, or a type such as 8/ICMP (0 to 255)");
    }
}
