package io.policap.emit.lint.cilium;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.PortNames;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.List;
import java.util.Optional;

/** What the agent checks of {@code toPorts}. */
final class PortRules {
    private static final int MOST = 40;

    private PortRules() {}

    static void check(Spot rule, CiliumSection section, boolean host, CiliumVersion version, Findings findings) {
        for (Spot toPorts : rule.items("toPorts")) {
            List<Spot> ports = toPorts.items("ports");
            if (ports.size() > MOST) {
                findings.add(
                        toPorts.field("ports").orElse(toPorts),
                        LintRule.TOO_MANY_PORTS,
                        Findings.CILIUM,
                        ports.size() + " ports, " + MOST + " are the most in one list; write more lists");
            }
            for (Spot port : ports) {
                port(port, findings);
            }
            if (!section.isDeny()) {
                L7Rules.check(toPorts, section, host, version, findings);
                TlsRules.check(toPorts, section, version, findings);
            }
        }
    }

    /** The protocol of a port; {@code ANY} where none is written, empty where it is none. */
    static Optional<CiliumProtocol> protocol(Spot port) {
        String text = port.text("protocol");
        return text.isEmpty() ? Optional.of(CiliumProtocol.ANY) : CiliumProtocol.of(text);
    }

    private static void port(Spot port, Findings findings) {
        Optional<CiliumProtocol> protocol = protocol(port);
        Spot written = port.field("protocol").orElse(port);
        if (protocol.isEmpty()) {
            String text = port.text("protocol");
            findings.add(
                    written,
                    LintRule.PROTOCOL,
                    Findings.CILIUM,
                    "is " + Excerpt.of(text) + ", not a protocol of toPorts"
                            + (text.toUpperCase(java.util.Locale.ROOT).startsWith("ICMP")
                                    ? "; ICMP goes into icmps"
                                    : ""));
        } else if (isExtended(protocol.get())) {
            findings.add(
                    written,
                    LintRule.PROTOCOL,
                    Findings.CILIUM,
                    protocol.get() + " needs enable-extended-ip-protocols, which is off by default");
        }
        Optional<Spot> number = port.field("port").filter(field -> field.text().isPresent());
        String text = port.text("port");
        if (text.isEmpty()) {
            if (port.field("port").isEmpty() || number.isPresent()) {
                findings.add(
                        number.orElse(port).line(),
                        port.pathOf("port"),
                        LintRule.PORT,
                        Findings.CILIUM,
                        "missing; \"0\" stands for all ports");
            }
        } else if (!isPort(text)) {
            findings.add(
                    number.orElse(port),
                    LintRule.PORT,
                    Findings.CILIUM,
                    "is " + Excerpt.of(text) + ", not a port from 0 to 65535 nor the name of a container port"
                            + (text.indexOf('-') > 0 && Character.isDigit(text.charAt(0))
                                    ? "; a range is written with endPort"
                                    : ""));
        }
    }

    private static boolean isExtended(CiliumProtocol protocol) {
        switch (protocol) {
            case GRE:
            case IPIP:
            case IPV6:
            case ESP:
            case AH:
                return true;
            default:
                return false;
        }
    }

    private static boolean isPort(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            String digits = text.replaceFirst("^0+(?=.)", "");
            return digits.length() <= 5 && Integer.parseInt(digits) <= 65535;
        }
        return PortNames.isServiceName(text);
    }
}
