package io.policap.infer.evaluate;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.IcmpRule;
import java.util.ArrayList;
import java.util.List;

/** The ports of Cilium's rules by the words of its documentation. */
final class NaivePorts {
    private NaivePorts() {}

    /** What the rule's ports do to the connection: {@code allow} or {@code redirect} for each that matches. */
    static List<String> effects(CiliumRule rule, ConnectionQuery query) {
        List<CiliumPortRule> toPorts = rule.toPorts().orElse(List.of());
        List<IcmpRule> icmps = rule.icmps().orElse(List.of());
        List<String> effects = new ArrayList<>();
        if (toPorts.isEmpty() && icmps.isEmpty()) {
            effects.add("allow");
        }
        for (CiliumPortRule ports : toPorts) {
            for (CiliumPort port : ports.ports()) {
                if (matches(port, query)) {
                    boolean l7 = ports.rules().http().isPresent()
                            && !ports.rules().http().get().isEmpty();
                    effects.add(l7 ? "redirect" : "allow");
                }
            }
        }
        for (IcmpRule icmp : icmps) {
            for (IcmpRule.IcmpField field : icmp.fields()) {
                if (field.protocol() == query.protocol() && field.type() == query.port()) {
                    effects.add("allow");
                }
            }
        }
        return effects;
    }

    private static boolean matches(CiliumPort port, ConnectionQuery query) {
        String wanted = port.protocol().map(Enum::name).orElse("ANY");
        String actual = query.protocol().name();
        boolean transport = List.of("TCP", "UDP", "SCTP").contains(actual);
        if (!transport || !(wanted.equals("ANY") || wanted.equals(actual))) {
            return false;
        }
        for (int first : numbers(port.port().orElseThrow(), query)) {
            int last =
                    port.endPort().orElse(0) <= first ? first : port.endPort().getAsInt();
            boolean all = first == 0 && last == 0;
            if (all || (query.port() >= first && query.port() <= last)) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> numbers(PortRef port, ConnectionQuery query) {
        if (port instanceof PortRef.Number number) {
            return List.of(number.number());
        }
        List<Integer> numbers = new ArrayList<>();
        if (query.destination() instanceof Endpoint.Pod pod) {
            for (ContainerPort declared : pod.ports()) {
                if (port.toString().equals(declared.name()) && declared.protocol() == query.protocol()) {
                    numbers.add(declared.port());
                }
            }
        }
        return numbers;
    }
}
