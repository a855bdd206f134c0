package io.policap.infer.policy.from;

import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The second stage of enforcement: a namespace closed for everything but name resolution (R17). */
public final class DefaultDenyPolicies {
    private static final String NAME = PolicyNames.PREFIX + PolicyNames.DEFAULT_DENY;

    private DefaultDenyPolicies() {}

    /** Both directions closed, egress to the resolver open, as a NetworkPolicy. */
    public static SourcedPolicy<NetworkPolicy> kubernetes(NamespaceIntent namespace) {
        List<NetworkPolicyRule> rules = new ArrayList<>();
        List<RuleNote> notes = new ArrayList<>();
        for (Rule rule : namespace.resolver()) {
            List<NetworkPolicyPeer> peers = NetworkPolicyPeers.of(rule.peer(), anyWorkload(namespace));
            List<NetworkPolicyPort> ports = new ArrayList<>();
            for (Permission permission : rule.permissions()) {
                ports.add(KubernetesPolicies.port((Ports.Transport) permission.ports()));
            }
            if (!peers.isEmpty()) {
                rules.add(NetworkPolicyRule.of(peers, ports));
                notes.add(new RuleNote(rule.peer(), rule.permissions()));
            }
        }
        NetworkPolicy policy = new NetworkPolicy(
                namespace.name(),
                NAME,
                OwnMetadata.LABELS,
                new TreeMap<>(),
                LabelSelector.ALL,
                Optional.empty(),
                rules.isEmpty() ? Optional.empty() : Optional.of(rules),
                Optional.of(new TreeSet<>(Set.of(PolicyType.INGRESS, PolicyType.EGRESS))));
        return new SourcedPolicy<>(
                policy, namespace.name(), "every pod of the namespace", namespace.name(), List.of(), notes);
    }

    /** Both directions closed, egress to the resolver open, as a CiliumNetworkPolicy. */
    public static SourcedPolicy<CiliumPolicy> cilium(NamespaceIntent namespace) {
        CiliumPolicies.Section resolver = CiliumPolicies.resolver(namespace.resolver(), anyWorkload(namespace));
        // An empty rule closes a direction and allows nothing; an empty list would leave it open.
        CiliumSpec spec = CiliumSpec.of(
                CiliumSubject.endpoints(LabelSelector.ALL),
                Optional.of(List.of(CiliumRule.EMPTY)),
                Optional.of(resolver.rules.isEmpty() ? List.of(CiliumRule.EMPTY) : resolver.rules),
                DefaultDeny.UNSET,
                "");
        CiliumPolicy policy = CiliumPolicy.of(namespace.name(), NAME, OwnMetadata.LABELS, Map.of(), spec);
        return new SourcedPolicy<>(
                policy, namespace.name(), "every pod of the namespace", namespace.name(), List.of(), resolver.notes);
    }

    private static WorkloadKey anyWorkload(NamespaceIntent namespace) {
        return new WorkloadKey(namespace.cluster(), namespace.name(), "", "");
    }
}
