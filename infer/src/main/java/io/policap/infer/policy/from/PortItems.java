package io.policap.infer.policy.from;

import io.policap.infer.intent.DnsNames;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one peer may do, as items of {@code toPorts}: ports with the same L7 rules share one, up to Cilium's limit. */
final class PortItems {
    /** Ports that one list may hold (Cilium's CRD, maxItems). */
    static final int LONGEST_LIST = 40;

    private PortItems() {}

    static List<CiliumPortRule> of(List<Permission> permissions) {
        Map<L7Rules, List<CiliumPort>> ports = new LinkedHashMap<>();
        for (Permission permission : permissions) {
            ports.computeIfAbsent(rules(permission), key -> new ArrayList<>())
                    .add(port((Ports.Transport) permission.ports()));
        }
        List<CiliumPortRule> items = new ArrayList<>();
        ports.forEach((rules, all) -> {
            for (int from = 0; from < all.size(); from += LONGEST_LIST) {
                items.add(CiliumPortRule.of(all.subList(from, Math.min(all.size(), from + LONGEST_LIST)), rules));
            }
        });
        return items;
    }

    private static L7Rules rules(Permission permission) {
        return permission.dns().map(PortItems::dns).orElse(L7Rules.NONE);
    }

    private static L7Rules dns(DnsNames names) {
        if (names.any()) {
            return L7Rules.dns(List.of(new FqdnSelector.MatchPattern("*")));
        }
        List<FqdnSelector> exact = new ArrayList<>();
        names.names().forEach(name -> exact.add(new FqdnSelector.MatchName(name)));
        return L7Rules.dns(exact);
    }

    private static CiliumPort port(Ports.Transport ports) {
        CiliumProtocol protocol = CiliumProtocol.of(ports.protocol()).orElseThrow();
        return ports.range().isSingle()
                ? CiliumPort.of(protocol, ports.range().first())
                : CiliumPort.range(
                        protocol, ports.range().first(), ports.range().last());
    }
}
