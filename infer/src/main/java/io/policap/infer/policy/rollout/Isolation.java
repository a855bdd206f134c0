package io.policap.infer.policy.rollout;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.Requirement;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Whether policies that are there close a workload already (R15); a Cilium policy that closes nothing does not count.
 *
 * <p>Where a Cilium selector asks for more than plain labels, the answer is yes: being careful costs a label, being
 * wrong weakens what is enforced.
 */
public final class Isolation {
    private final List<Policy> existing;

    public Isolation(List<? extends Policy> existing) {
        this.existing = List.copyOf(existing);
    }

    /** Whether any existing policy selects a pod of this namespace with one of these label sets. */
    public boolean selects(String namespace, Collection<Labels> pods) {
        for (Policy policy : existing) {
            if (!policy.namespace().isEmpty() && !policy.namespace().equals(namespace)) {
                continue;
            }
            for (Labels labels : pods) {
                if (selects(policy, labels)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean selects(Policy policy, Labels labels) {
        if (policy instanceof NetworkPolicy np) {
            return np.podSelector().matches(labels);
        }
        for (CiliumSpec spec : ((CiliumPolicy) policy).allSpecs()) {
            boolean closes = spec.closes(PolicyType.INGRESS) || spec.closes(PolicyType.EGRESS);
            if (closes && mayMatch(spec.subject().selector(), labels)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayMatch(LabelSelector selector, Labels labels) {
        TreeMap<String, String> plain = new TreeMap<>();
        selector.matchLabels().forEach((key, value) -> {
            if (!isSpecial(key)) {
                plain.put(withoutSource(key), value);
            }
        });
        List<Requirement> expressions = selector.matchExpressions().stream()
                .filter(requirement -> !isSpecial(requirement.key()))
                .map(requirement ->
                        new Requirement(withoutSource(requirement.key()), requirement.operator(), requirement.values()))
                .toList();
        return new LabelSelector(plain, expressions).matches(labels);
    }

    private static boolean isSpecial(String key) {
        String plain = withoutSource(key);
        return plain.startsWith("io.cilium.") || plain.startsWith("io.kubernetes.pod.") || key.startsWith("reserved");
    }

    private static String withoutSource(String key) {
        if (key.startsWith("k8s:") || key.startsWith("any:")) {
            return key.substring("k8s:".length());
        }
        return key.startsWith("k8s.") || key.startsWith("any.") ? key.substring("k8s.".length()) : key;
    }
}
