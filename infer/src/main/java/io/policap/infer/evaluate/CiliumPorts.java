package io.policap.infer.evaluate;

import io.policap.infer.evaluate.CompiledRule.PortOutcome;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.IcmpRule;
import io.policap.infer.policy.cilium.IcmpRule.IcmpField;
import java.util.ArrayList;
import java.util.List;

/** Reads the ports and ICMP types of Cilium's rules. */
final class CiliumPorts {
    private CiliumPorts() {}

    static List<PortOutcome> of(CiliumRule rule) {
        List<CiliumPortRule> toPorts = rule.toPorts().orElse(List.of());
        List<IcmpRule> icmps = rule.icmps().orElse(List.of());
        if (toPorts.isEmpty() && icmps.isEmpty()) {
            return List.of(PortOutcome.ANY);
        }
        List<PortOutcome> compiled = new ArrayList<>();
        for (CiliumPortRule ports : toPorts) {
            for (CiliumPort port : ports.ports()) {
                compiled.add(new PortOutcome(
                        test(port), ports.redirects(), ports.rules().http().orElse(List.of())));
            }
        }
        for (IcmpRule icmp : icmps) {
            for (IcmpField field : icmp.fields()) {
                compiled.add(new PortOutcome(
                        query -> query.protocol() == field.protocol() && query.port() == field.type(), false));
            }
        }
        return compiled;
    }

    private static PortMatcher test(CiliumPort port) {
        return query -> {
            if (!port.effectiveProtocol().covers(query.protocol())
                    || port.port().isEmpty()) {
                return false;
            }
            int last = port.endPort().orElse(0);
            if (port.port().get() instanceof PortRef.Name named) {
                return NamedPorts.reaches(query, named.name(), last);
            }
            int first = ((PortRef.Number) port.port().get()).number();
            if (first == 0 && last == 0) {
                return true;
            }
            // An end at or below the port is ignored, as the agent does.
            return query.port() >= first && query.port() <= Math.max(first, last);
        };
    }
}
