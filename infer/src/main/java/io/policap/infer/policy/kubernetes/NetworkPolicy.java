package io.policap.infer.policy.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyKind;
import io.policap.infer.policy.PolicyType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A NetworkPolicy of the Kubernetes API (networking.k8s.io/v1).
 *
 * @param namespace its namespace
 * @param name its name
 * @param labels its own labels
 * @param annotations its annotations
 * @param podSelector the pods of its namespace that it is for; an empty one selects all
 * @param ingress the rules for connections to those pods; absent and an empty list mean the same to the API server
 * @param egress the rules for connections from those pods, likewise
 * @param policyTypes the directions it isolates as written, absent where the API server fills them in
 */
public record NetworkPolicy(
        String namespace,
        String name,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        LabelSelector podSelector,
        Optional<List<NetworkPolicyRule>> ingress,
        Optional<List<NetworkPolicyRule>> egress,
        Optional<SortedSet<PolicyType>> policyTypes)
        implements Policy {
    public NetworkPolicy {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(podSelector, "podSelector");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        ingress = ingress.map(List::copyOf);
        egress = egress.map(List::copyOf);
        policyTypes = policyTypes.map(types -> Collections.unmodifiableSortedSet(new TreeSet<>(types)));
    }

    @Override
    public PolicyKind policyKind() {
        return PolicyKind.NETWORK_POLICY;
    }

    /**
     * The directions it isolates: as written; if nothing is written, ingress always, and egress if there is an egress
     * rule (Kubernetes API, NetworkPolicySpec.policyTypes).
     */
    public Set<PolicyType> effectivePolicyTypes() {
        if (policyTypes.isPresent() && !policyTypes.get().isEmpty()) {
            return policyTypes.get();
        }
        return rules(PolicyType.EGRESS).isEmpty()
                ? EnumSet.of(PolicyType.INGRESS)
                : EnumSet.of(PolicyType.INGRESS, PolicyType.EGRESS);
    }

    /** The rules of one direction, none where the section is absent. */
    public List<NetworkPolicyRule> rules(PolicyType type) {
        return (type == PolicyType.INGRESS ? ingress : egress).orElse(List.of());
    }
}
