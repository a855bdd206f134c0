package io.policap.infer.evaluate;

import io.policap.infer.evaluate.CompiledPolicy.CompiledSide;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.AuthenticationMode;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads Cilium's two kinds as its agent does. */
final class CiliumCompiler {
    private final ClusterView view;
    private final EvaluatorOptions options;

    CiliumCompiler(ClusterView view, EvaluatorOptions options) {
        this.view = view;
        this.options = options;
    }

    /** One compiled policy for each spec that selects pods. */
    List<CompiledPolicy> compile(CiliumPolicy policy) {
        List<CompiledPolicy> compiled = new ArrayList<>();
        for (int i = 0; i < policy.allSpecs().size(); i++) {
            CiliumSpec spec = policy.allSpecs().get(i);
            if (spec.subject() instanceof CiliumSubject.Endpoints) {
                compiled.add(compile(policy, spec, path(policy, i)));
            }
        }
        return compiled;
    }

    /** The field that holds the spec of this position among all specs. */
    static String path(CiliumPolicy policy, int index) {
        int before = policy.spec().isPresent() ? 1 : 0;
        return index < before ? "spec" : "specs[" + (index - before) + "]";
    }

    private CompiledPolicy compile(CiliumPolicy policy, CiliumSpec spec, String path) {
        CiliumSelector selector = CiliumSelector.of(spec.subject().selector());
        PeerScope scope = new PeerScope(policy.namespace(), selector.mentionsInit(), view, options);
        return new CompiledPolicy(
                policy.ref(),
                policy.namespace(),
                subject(policy, spec.subject().selector()),
                side(policy, spec, path, PolicyType.INGRESS, scope),
                side(policy, spec, path, PolicyType.EGRESS, scope));
    }

    private static Predicate<Party> subject(CiliumPolicy policy, LabelSelector selector) {
        if (policy.clusterwide()) {
            return CiliumSelector.of(selector)::matches;
        }
        // The agent overwrites a foreign namespace in the selector with the policy's own.
        TreeMap<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            if (!isNamespaceKey(label.getKey())) {
                labels.put(label.getKey(), label.getValue());
            }
        }
        return CiliumSelector.of(new LabelSelector(labels, selector.matchExpressions()))
                .and(Party.NAMESPACE, policy.namespace())::matches;
    }

    private static boolean isNamespaceKey(String key) {
        return key.equals(Party.NAMESPACE)
                || key.equals("k8s:" + Party.NAMESPACE)
                || key.equals("any:" + Party.NAMESPACE);
    }

    private CompiledSide side(CiliumPolicy policy, CiliumSpec spec, String path, PolicyType type, PeerScope scope) {
        List<String> gaps = new ArrayList<>();
        String section = path + "." + type.section();
        List<CompiledRule> allows = rules(policy, section, spec.allows(type), false, scope, gaps);
        List<CompiledRule> denies = rules(policy, section + "Deny", spec.denies(type), true, scope, gaps);
        return new CompiledSide(spec.concerns(type), spec.closes(type), allows, denies, gaps);
    }

    private static List<CompiledRule> rules(
            CiliumPolicy policy,
            String section,
            List<CiliumRule> rules,
            boolean deny,
            PeerScope scope,
            List<String> gaps) {
        List<CompiledRule> compiled = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            CiliumRule rule = rules.get(i);
            RuleRef ref = new RuleRef(policy.ref(), section, i);
            rule.authentication()
                    .filter(mode -> mode != AuthenticationMode.DISABLED)
                    .ifPresent(mode -> gaps.add(ref + ": whether authentication " + mode.text() + " succeeds"));
            PeerMatcher peers = peers(rule, new CiliumPeerCompiler(scope, deny, ref, gaps));
            compiled.add(new CompiledRule(ref, peers, CiliumPorts.of(rule)));
        }
        return compiled;
    }

    private static PeerMatcher peers(CiliumRule rule, CiliumPeerCompiler compiler) {
        if (rule.peers().isEmpty()) {
            boolean hasPorts = !rule.toPorts().orElse(List.of()).isEmpty()
                    || !rule.icmps().orElse(List.of()).isEmpty();
            // Without peers and ports an item allows nothing: it only closes the direction.
            return hasPorts ? PeerMatcher.ANY : PeerMatcher.NONE;
        }
        PeerMatcher matcher = PeerMatcher.NONE;
        for (CiliumPeers peers : rule.peers()) {
            matcher = matcher.or(compiler.compile(peers));
        }
        return matcher;
    }
}
