package io.policap.infer.evaluate;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.List;
import java.util.Optional;

/**
 * NetworkPolicy by the words of the Kubernetes API reference (NetworkPolicySpec and what it holds), sentence by
 * sentence, with no thought of speed.
 */
final class NaiveKubernetes {
    private final List<NetworkPolicy> policies;

    NaiveKubernetes(List<NetworkPolicy> policies) {
        this.policies = policies;
    }

    /** "The pod is isolated for ingress if a policy selects it that has Ingress in its policyTypes." */
    boolean isolated(Endpoint.Pod pod, boolean ingress) {
        for (NetworkPolicy policy : policies) {
            if (selects(policy, pod) && isFor(policy, ingress)) {
                return true;
            }
        }
        return false;
    }

    /** "The allowed connections are the union of those that the applicable policies allow." */
    boolean allowed(ConnectionQuery query, Endpoint.Pod pod, Endpoint peer, boolean ingress) {
        for (NetworkPolicy policy : policies) {
            if (selects(policy, pod) && isFor(policy, ingress)) {
                for (NetworkPolicyRule rule : (ingress ? policy.ingress() : policy.egress()).orElse(List.of())) {
                    if (peerMatches(policy, rule, peer) && portMatches(rule, query)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean selects(NetworkPolicy policy, Endpoint.Pod pod) {
        return policy.namespace().equals(pod.namespace())
                && NaiveMatch.selects(policy.podSelector(), pod.labels().map());
    }

    /**
     * "If this field is not specified, it will default based on the existence of ingress or egress rules; policies that
     * contain an egress section are assumed to affect egress, and all policies are assumed to affect ingress."
     */
    private static boolean isFor(NetworkPolicy policy, boolean ingress) {
        if (policy.policyTypes().isEmpty() || policy.policyTypes().get().isEmpty()) {
            return ingress || policy.egress().map(rules -> !rules.isEmpty()).orElse(false);
        }
        return policy.policyTypes().get().contains(ingress ? PolicyType.INGRESS : PolicyType.EGRESS);
    }

    /** "If this field is empty or missing, this rule matches all sources." */
    private static boolean peerMatches(NetworkPolicy policy, NetworkPolicyRule rule, Endpoint peer) {
        if (rule.peers().isEmpty() || rule.peers().get().isEmpty()) {
            return true;
        }
        for (NetworkPolicyPeer wanted : rule.peers().get()) {
            if (wanted instanceof NetworkPolicyPeer.IpBlock block && isInBlock(block, peer)) {
                return true;
            }
            if (wanted instanceof NetworkPolicyPeer.Selected selected
                    && peer instanceof Endpoint.Pod pod
                    && isSelected(policy, selected, pod)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInBlock(NetworkPolicyPeer.IpBlock block, Endpoint peer) {
        List<Ip> addresses = peer instanceof Endpoint.Pod pod
                ? pod.addresses()
                : peer instanceof Endpoint.Address address
                        ? List.of(address.ip())
                        : ((Endpoint.Reserved) peer).addresses();
        for (Ip address : addresses) {
            if (NaiveMatch.inBlock(block.cidr(), block.except(), address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSelected(NetworkPolicy policy, NetworkPolicyPeer.Selected selected, Endpoint.Pod pod) {
        if (pod.hostNetwork() || !pod.cluster().equals("default")) {
            return false;
        }
        if (selected.namespaceSelector().isEmpty() && !pod.namespace().equals(policy.namespace())) {
            return false;
        }
        if (selected.namespaceSelector().isPresent()
                && !NaiveMatch.selects(
                        selected.namespaceSelector().get(),
                        pod.namespaceLabels().map())) {
            return false;
        }
        return selected.podSelector().isEmpty()
                || NaiveMatch.selects(selected.podSelector().get(), pod.labels().map());
    }

    /** "If this field is empty or missing, this rule matches all ports." */
    private static boolean portMatches(NetworkPolicyRule rule, ConnectionQuery query) {
        if (rule.ports().isEmpty() || rule.ports().get().isEmpty()) {
            return true;
        }
        for (NetworkPolicyPort port : rule.ports().get()) {
            String protocol = port.protocol().map(Enum::name).orElse("TCP");
            if (protocol.equals(query.protocol().name()) && numberMatches(port, query)) {
                return true;
            }
        }
        return false;
    }

    private static boolean numberMatches(NetworkPolicyPort port, ConnectionQuery query) {
        Optional<PortRef> wanted = port.port();
        if (wanted.isEmpty()) {
            return true;
        }
        if (wanted.get() instanceof PortRef.Number number) {
            int last = port.endPort().isPresent() ? port.endPort().getAsInt() : number.number();
            return number.number() <= query.port() && query.port() <= last;
        }
        if (query.destination() instanceof Endpoint.Pod pod) {
            for (ContainerPort declared : pod.ports()) {
                if (declared.name().equals(((PortRef.Name) wanted.get()).name())
                        && declared.protocol().equals(query.protocol())
                        && declared.port() == query.port()) {
                    return true;
                }
            }
        }
        return false;
    }
}
