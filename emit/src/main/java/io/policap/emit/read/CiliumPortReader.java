package io.policap.emit.read;

import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the items of {@code toPorts}. */
final class CiliumPortReader {
    private static final int MAX_PORTS = 40;

    private final PolicyType type;
    private final boolean deny;

    CiliumPortReader(PolicyType type, boolean deny) {
        this.type = type;
        this.deny = deny;
    }

    CiliumPortRule read(Fields fields) throws MalformedException {
        List<CiliumPort> ports = fields.objects("ports", CiliumPortReader::port).orElse(List.of());
        if (ports.size() > MAX_PORTS) {
            throw fields.malformed("ports", ports.size() + " ports, Cilium takes " + MAX_PORTS + " in one list");
        }
        if (deny) {
            return CiliumPortRule.of(ports);
        }
        L7Rules rules = fields.object("rules", L7RuleReader::read).orElse(L7Rules.NONE);
        check(fields, ports, rules);
        List<String> serverNames = fields.strings("serverNames").orElse(List.of());
        boolean terminating = opaque(fields, "terminatingTLS");
        boolean originating = opaque(fields, "originatingTLS");
        if (serverNames.contains("")) {
            throw fields.malformed("serverNames", "a name is empty");
        }
        if (!serverNames.isEmpty() && !rules.isEmpty() && !terminating) {
            throw fields.malformed("serverNames", "cannot stand beside L7 rules without terminatingTLS");
        }
        Optional<String> listener = fields.read("listener", (node, path) -> {
            if (node instanceof Node.Mapping mapping && mapping.fields().get("name") instanceof Node.Text name) {
                return name.value();
            }
            throw new MalformedException(node.line(), path + ".name: missing");
        });
        return new CiliumPortRule(ports, rules, serverNames, terminating, originating, listener);
    }

    /** Secrets are named in there; that they are is all that is kept. */
    private static boolean opaque(Fields fields, String name) {
        return fields.get(name).isPresent();
    }

    private void check(Fields fields, List<CiliumPort> ports, L7Rules rules) throws MalformedException {
        if (rules.isEmpty()) {
            return;
        }
        boolean dns = rules.dns().isPresent();
        if (dns && type == PolicyType.INGRESS) {
            throw fields.malformed("rules", "DNS rules are for egress only");
        }
        if (dns && ports.isEmpty()) {
            throw fields.malformed("rules", "DNS rules need ports");
        }
        for (CiliumPort port : ports) {
            CiliumProtocol protocol = port.effectiveProtocol();
            boolean fits =
                    dns ? protocol.hasPorts() && protocol != CiliumProtocol.SCTP : protocol == CiliumProtocol.TCP;
            if (!fits) {
                throw fields.malformed(
                        "rules", "L7 rules are for TCP, DNS rules also for UDP and ANY, not for " + protocol);
            }
            if (port.port().isPresent() && port.port().get().equals(PortRef.of(0))) {
                throw fields.malformed("rules", "L7 rules need a port that is not 0");
            }
        }
    }

    private static CiliumPort port(Fields fields) throws MalformedException {
        Optional<CiliumProtocol> protocol = fields.read("protocol", (field, path) -> {
            String text = Fields.text(field, path);
            return text.isEmpty()
                    ? CiliumProtocol.ANY
                    : CiliumProtocol.of(text)
                            .orElseThrow(() -> new MalformedException(
                                    field.line(),
                                    path + " is " + Excerpt.of(text)
                                            + ", not a protocol of toPorts; ICMP goes into icmps"));
        });
        Optional<PortRef> number = fields.read("port", PortNames::cilium);
        boolean needsPort = protocol.orElse(CiliumProtocol.ANY).hasPorts();
        if (number.isEmpty() && needsPort) {
            throw fields.malformed("port", "missing; \"0\" stands for all ports");
        }
        Optional<Integer> endPort = fields.integer("endPort");
        try {
            return new CiliumPort(
                    number, endPort.isPresent() ? OptionalInt.of(endPort.get()) : OptionalInt.empty(), protocol);
        } catch (IllegalArgumentException wrong) {
            throw fields.malformed("endPort", String.valueOf(wrong.getMessage()));
        }
    }
}
