package io.policap.emit.render;

import io.policap.infer.intent.Permission;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.List;

/** Where an item of {@code toPorts} becomes YAML: ports, and what has to hold for the requests to them. */
final class PortRuleYaml {
    private PortRuleYaml() {}

    static YamlNode of(CiliumPortRule rule, List<Permission> permissions) {
        boolean foreign = !rule.serverNames().isEmpty()
                || rule.terminatingTls()
                || rule.originatingTls()
                || rule.listener().isPresent()
                || rule.rules().kafka() > 0
                || rule.rules().l7proto().isPresent();
        if (foreign) {
            throw new IllegalArgumentException("policap writes no other rules of a port than HTTP and DNS");
        }
        YamlNode.Sequence list = new YamlNode.Sequence();
        for (CiliumPort port : rule.ports()) {
            YamlNode.Mapping item = new YamlNode.Mapping();
            port.port().ifPresent(ref -> item.put("port", ref.toString()));
            port.endPort().ifPresent(last -> item.put("endPort", last));
            item.put("protocol", port.protocol().orElse(CiliumProtocol.ANY).name());
            list.add(item);
        }
        YamlNode.Mapping item = new YamlNode.Mapping().put("ports", list);
        item.putUnlessEmpty("rules", rules(rule, permissions));
        return item;
    }

    private static YamlNode.Mapping rules(CiliumPortRule rule, List<Permission> permissions) {
        if (rule.rules().dns().isEmpty()) {
            return HttpRulesYaml.of(rule, permissions);
        }
        return new YamlNode.Mapping().put("dns", names(rule.rules().dns().get()));
    }

    /** Names and patterns, as {@code toFQDNs} and DNS rules list them. */
    static YamlNode.Sequence names(List<FqdnSelector> names) {
        YamlNode.Sequence list = new YamlNode.Sequence();
        for (FqdnSelector name : names) {
            String key = name instanceof FqdnSelector.MatchName ? "matchName" : "matchPattern";
            list.add(new YamlNode.Mapping().put(key, name.text()));
        }
        return list;
    }
}
