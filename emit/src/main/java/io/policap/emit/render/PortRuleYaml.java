package io.policap.emit.render;

import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.List;

/** Where an item of {@code toPorts} becomes YAML: ports, and what has to hold for the requests to them. */
final class PortRuleYaml {
    private PortRuleYaml() {}

    static YamlNode of(CiliumPortRule rule) {
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
        item.putUnlessEmpty("rules", rules(rule.rules()));
        return item;
    }

    private static YamlNode.Mapping rules(L7Rules rules) {
        YamlNode.Mapping kinds = new YamlNode.Mapping();
        rules.dns().ifPresent(names -> kinds.put("dns", names(names)));
        rules.http().ifPresent(requests -> {
            YamlNode.Sequence list = new YamlNode.Sequence();
            requests.forEach(request -> list.add(http(request)));
            kinds.put("http", list);
        });
        return kinds;
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

    private static YamlNode http(HttpRule rule) {
        YamlNode.Mapping item = new YamlNode.Mapping();
        putUnlessEmpty(item, "method", rule.method());
        putUnlessEmpty(item, "path", rule.path());
        putUnlessEmpty(item, "host", rule.host());
        YamlNode.Sequence headers = new YamlNode.Sequence();
        rule.headers().forEach(header -> headers.add(YamlNode.string(header)));
        if (!rule.headers().isEmpty()) {
            item.put("headers", headers);
        }
        if (!rule.headerMatches().isEmpty()) {
            throw new IllegalArgumentException("policap writes no values of headers");
        }
        return item;
    }

    private static void putUnlessEmpty(YamlNode.Mapping item, String key, String value) {
        if (!value.isEmpty()) {
            item.put(key, value);
        }
    }
}
