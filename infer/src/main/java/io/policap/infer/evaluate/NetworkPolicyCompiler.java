package io.policap.infer.evaluate;

import io.policap.infer.evaluate.CompiledPolicy.CompiledSide;
import io.policap.infer.evaluate.CompiledRule.PortOutcome;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads NetworkPolicies as the Kubernetes API defines them, or as Cilium enforces them. */
final class NetworkPolicyCompiler {
    private final boolean cilium;
    private final EvaluatorOptions options;
    private final String cluster;

    NetworkPolicyCompiler(EvaluatorOptions options, String cluster) {
        this.cilium = options.networkPolicies() == EvaluatorOptions.Dialect.CILIUM;
        this.options = options;
        this.cluster = cluster;
    }

    CompiledPolicy compile(NetworkPolicy policy) {
        LabelSelector selector = policy.podSelector();
        return new CompiledPolicy(
                policy.ref(),
                policy.namespace(),
                party -> selector.matches(podLabels(party)),
                side(policy, PolicyType.INGRESS),
                side(policy, PolicyType.EGRESS));
    }

    private CompiledSide side(NetworkPolicy policy, PolicyType type) {
        boolean named = policy.effectivePolicyTypes().contains(type);
        List<NetworkPolicyRule> rules = policy.rules(type);
        // Cilium enforces the rules of a direction that policyTypes leaves out; the API ignores them.
        boolean concerned = named || (cilium && !rules.isEmpty());
        List<CompiledRule> compiled = new ArrayList<>();
        for (int i = 0; concerned && i < rules.size(); i++) {
            RuleRef ref = new RuleRef(policy.ref(), "spec." + type.section(), i);
            NetworkPolicyRule rule = rules.get(i);
            compiled.add(new CompiledRule(ref, peers(rule, policy.namespace()), ports(rule)));
        }
        return new CompiledSide(concerned, concerned, compiled, List.of(), List.of());
    }

    private PeerMatcher peers(NetworkPolicyRule rule, String namespace) {
        List<NetworkPolicyPeer> peers = rule.peers().orElse(List.of());
        if (peers.isEmpty()) {
            return PeerMatcher.ANY;
        }
        PeerMatcher matcher = PeerMatcher.NONE;
        for (NetworkPolicyPeer peer : peers) {
            matcher = matcher.or(
                    peer instanceof NetworkPolicyPeer.IpBlock block
                            ? block(block)
                            : selected((NetworkPolicyPeer.Selected) peer, namespace));
        }
        return matcher;
    }

    private PeerMatcher block(NetworkPolicyPeer.IpBlock block) {
        PeerMatcher covered = CidrPeers.all(block.cidr(), block.except());
        return cilium ? party -> party.isWorld() && covered.matches(party) : covered;
    }

    private PeerMatcher selected(NetworkPolicyPeer.Selected peer, String namespace) {
        return party -> {
            Optional<Endpoint.Pod> pod = party.pod();
            if (pod.isEmpty() || !isInCluster(pod.get())) {
                return false;
            }
            boolean namespaceMatches = peer.namespaceSelector().isPresent()
                    ? peer.namespaceSelector().get().matches(pod.get().namespaceLabels())
                    : pod.get().namespace().equals(namespace);
            return namespaceMatches
                    && (peer.podSelector().isEmpty() || peer.podSelector().get().matches(podLabels(party)));
        };
    }

    private boolean isInCluster(Endpoint.Pod pod) {
        return pod.cluster().equals(cluster) || (cilium && !options.localClusterOnly());
    }

    private Map<String, String> podLabels(Party party) {
        if (cilium) {
            return party.identityLabels();
        }
        return party.pod().orElseThrow().labels().map();
    }

    private static List<PortOutcome> ports(NetworkPolicyRule rule) {
        List<NetworkPolicyPort> ports = rule.ports().orElse(List.of());
        if (ports.isEmpty()) {
            return List.of(PortOutcome.ANY);
        }
        List<PortOutcome> compiled = new ArrayList<>();
        for (NetworkPolicyPort port : ports) {
            compiled.add(new PortOutcome(test(port), false));
        }
        return compiled;
    }

    private static PortMatcher test(NetworkPolicyPort port) {
        return query -> {
            if (query.protocol() != port.effectiveProtocol()) {
                return false;
            }
            if (port.port().isEmpty()) {
                return true;
            }
            if (port.port().get() instanceof PortRef.Number number) {
                return query.port() >= number.number()
                        && query.port() <= port.endPort().orElse(number.number());
            }
            return NamedPorts.isPort(query, ((PortRef.Name) port.port().get()).name());
        };
    }
}
