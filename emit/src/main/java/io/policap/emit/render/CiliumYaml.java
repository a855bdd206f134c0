package io.policap.emit.render;

import io.policap.infer.intent.Permission;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.cilium.IcmpRule;
import io.policap.infer.policy.from.RuleNote;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.policy.rollout.Mode;
import java.util.List;
import java.util.Optional;

/** Where a CiliumNetworkPolicy becomes YAML: of its many fields, those that policap writes. */
public final class CiliumYaml {
    private CiliumYaml() {}

    /** The text of a policy's file: header, then the object with a comment above each rule. */
    public static String render(SourcedPolicy<CiliumPolicy> sourced, Mode mode, boolean defaultDeny) {
        CiliumPolicy policy = sourced.policy();
        CiliumSpec spec = policy.spec().orElseThrow();
        YamlNode.Mapping fields = new YamlNode.Mapping();
        fields.put("endpointSelector", Selectors.of(spec.subject().selector()));
        defaultDeny(fields, spec.defaultDeny());
        section(fields, PolicyType.INGRESS, spec.ingress(), sourced.ingress());
        section(fields, PolicyType.EGRESS, spec.egress(), sourced.egress());
        YamlNode.Mapping document = ObjectYaml.start(
                        policy.policyKind(), policy.name(), policy.namespace(), policy.labels(), policy.annotations())
                .put("spec", fields);
        boolean byLabel = spec.subject().selector().matchLabels().containsKey(AuditForm.ENFORCE_LABEL);
        String subject = FileHeader.subject(sourced.namespace(), sourced.subject(), defaultDeny);
        return YamlText.comment(FileHeader.cilium(subject, mode, defaultDeny, byLabel), 0) + YamlText.of(document);
    }

    private static void defaultDeny(YamlNode.Mapping fields, DefaultDeny defaultDeny) {
        YamlNode.Mapping directions = new YamlNode.Mapping();
        defaultDeny.ingress().ifPresent(value -> directions.put("ingress", value));
        defaultDeny.egress().ifPresent(value -> directions.put("egress", value));
        fields.putUnlessEmpty("enableDefaultDeny", directions);
    }

    private static void section(
            YamlNode.Mapping fields, PolicyType direction, Optional<List<CiliumRule>> rules, List<RuleNote> notes) {
        YamlNode.Sequence items = new YamlNode.Sequence();
        List<CiliumRule> present = rules.orElse(List.of());
        for (int i = 0; i < present.size(); i++) {
            List<String> comment = i < notes.size() ? RuleComment.ofCilium(direction, notes.get(i)) : List.of();
            List<Permission> permissions = i < notes.size() ? notes.get(i).permissions() : List.of();
            items.add(comment, rule(direction, present.get(i), permissions));
        }
        fields.putUnlessEmpty(direction.section(), items);
    }

    private static YamlNode rule(PolicyType direction, CiliumRule rule, List<Permission> permissions) {
        YamlNode.Mapping item = new YamlNode.Mapping();
        for (CiliumPeers peers : rule.peers()) {
            item.put((direction == PolicyType.INGRESS ? "from" : "to") + peers.suffix(), peers(peers));
        }
        rule.toPorts().ifPresent(items -> {
            YamlNode.Sequence list = new YamlNode.Sequence();
            items.forEach(ports -> list.add(ports(ports, permissions)));
            item.put("toPorts", list);
        });
        rule.icmps().ifPresent(icmps -> {
            YamlNode.Sequence list = new YamlNode.Sequence();
            icmps.forEach(icmp -> list.add(icmp(icmp)));
            item.put("icmps", list);
        });
        rule.authentication()
                .ifPresent(mode -> item.put("authentication", new YamlNode.Mapping().put("mode", mode.text())));
        return item;
    }

    private static YamlNode peers(CiliumPeers peers) {
        YamlNode.Sequence list = new YamlNode.Sequence();
        if (peers instanceof CiliumPeers.Endpoints endpoints) {
            endpoints.selectors().forEach(selector -> list.add(Selectors.of(selector)));
        } else if (peers instanceof CiliumPeers.Cidrs cidrs) {
            cidrs.cidrs().forEach(cidr -> list.add(YamlNode.string(cidr.toString())));
        } else if (peers instanceof CiliumPeers.Entities entities) {
            entities.entities().forEach(entity -> list.add(YamlNode.string(entity.text())));
        } else {
            throw new IllegalArgumentException("policap writes no " + peers.suffix());
        }
        return list;
    }

    private static YamlNode ports(CiliumPortRule rule, List<Permission> permissions) {
        if (!CiliumPortRule.of(rule.ports(), rule.rules()).equals(rule)) {
            throw new IllegalArgumentException("policap writes no rules of TLS or of Envoy listeners");
        }
        YamlNode.Sequence list = new YamlNode.Sequence();
        for (CiliumPort port : rule.ports()) {
            YamlNode.Mapping item = new YamlNode.Mapping();
            port.port().ifPresent(ref -> item.put("port", ref.toString()));
            port.endPort().ifPresent(last -> item.put("endPort", last));
            item.put("protocol", port.protocol().orElse(CiliumProtocol.ANY).name());
            list.add(item);
        }
        return new YamlNode.Mapping().put("ports", list).putUnlessEmpty("rules", HttpRulesYaml.of(rule, permissions));
    }

    private static YamlNode icmp(IcmpRule rule) {
        YamlNode.Sequence fields = new YamlNode.Sequence();
        for (IcmpRule.IcmpField field : rule.fields()) {
            fields.add(new YamlNode.Mapping()
                    .put("family", field.protocol() == Protocol.ICMP ? "IPv4" : "IPv6")
                    .put("type", field.type()));
        }
        return new YamlNode.Mapping().put("fields", fields);
    }
}
