package io.policap.emit.render;

import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.from.RuleNote;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import io.policap.infer.policy.rollout.Mode;
import java.util.List;
import java.util.Optional;

/** Where a NetworkPolicy becomes YAML. */
public final class KubernetesYaml {
    private KubernetesYaml() {}

    /** The text of a policy's file: header, then the object with a comment above each rule. */
    public static String render(SourcedPolicy<NetworkPolicy> sourced, Mode mode, boolean defaultDeny) {
        NetworkPolicy policy = sourced.policy();
        YamlNode.Mapping spec = new YamlNode.Mapping().put("podSelector", Selectors.of(policy.podSelector()));
        policy.policyTypes().ifPresent(types -> {
            YamlNode.Sequence names = new YamlNode.Sequence();
            types.forEach(type -> names.add(YamlNode.string(type.text())));
            spec.putUnlessEmpty("policyTypes", names);
        });
        section(spec, PolicyType.INGRESS, policy.ingress(), sourced.ingress());
        section(spec, PolicyType.EGRESS, policy.egress(), sourced.egress());
        YamlNode.Mapping document = ObjectYaml.start(
                        policy.policyKind(), policy.name(), policy.namespace(), policy.labels(), policy.annotations())
                .put("spec", spec);
        return YamlText.comment(
                        FileHeader.kubernetes(
                                FileHeader.subject(sourced.namespace(), sourced.subject(), defaultDeny),
                                mode,
                                defaultDeny),
                        0)
                + YamlText.of(document);
    }

    private static void section(
            YamlNode.Mapping spec,
            PolicyType direction,
            Optional<List<NetworkPolicyRule>> rules,
            List<RuleNote> notes) {
        YamlNode.Sequence items = new YamlNode.Sequence();
        List<NetworkPolicyRule> present = rules.orElse(List.of());
        for (int i = 0; i < present.size(); i++) {
            List<String> comment = i < notes.size() ? RuleComment.of(direction, notes.get(i)) : List.of();
            items.add(comment, rule(direction, present.get(i)));
        }
        spec.putUnlessEmpty(direction.section(), items);
    }

    private static YamlNode rule(PolicyType direction, NetworkPolicyRule rule) {
        YamlNode.Mapping item = new YamlNode.Mapping();
        rule.peers().ifPresent(peers -> {
            YamlNode.Sequence list = new YamlNode.Sequence();
            peers.forEach(peer -> list.add(peer(peer)));
            item.put(direction == PolicyType.INGRESS ? "from" : "to", list);
        });
        rule.ports().ifPresent(ports -> {
            YamlNode.Sequence list = new YamlNode.Sequence();
            ports.forEach(port -> list.add(port(port)));
            item.put("ports", list);
        });
        return item;
    }

    private static YamlNode peer(NetworkPolicyPeer peer) {
        YamlNode.Mapping item = new YamlNode.Mapping();
        if (peer instanceof NetworkPolicyPeer.IpBlock block) {
            YamlNode.Sequence except = new YamlNode.Sequence();
            block.except().forEach(hole -> except.add(YamlNode.string(hole.toString())));
            return item.put(
                    "ipBlock",
                    new YamlNode.Mapping().put("cidr", block.cidr().toString()).putUnlessEmpty("except", except));
        }
        NetworkPolicyPeer.Selected selected = (NetworkPolicyPeer.Selected) peer;
        selected.namespaceSelector().ifPresent(selector -> item.put("namespaceSelector", Selectors.of(selector)));
        selected.podSelector().ifPresent(selector -> item.put("podSelector", Selectors.of(selector)));
        return item;
    }

    private static YamlNode port(NetworkPolicyPort port) {
        YamlNode.Mapping item = new YamlNode.Mapping();
        item.put("protocol", port.protocol().orElse(Protocol.TCP).name());
        port.port().ifPresent(ref -> {
            if (ref instanceof PortRef.Number number) {
                item.put("port", number.number());
            } else {
                item.put("port", ref.toString());
            }
        });
        port.endPort().ifPresent(last -> item.put("endPort", last));
        return item;
    }
}
