package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.evaluate.CompiledPolicy.CompiledSide;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyRef;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Answers whether connections may pass under a set of policies, and by which rule.
 *
 * <p>NetworkPolicies and Cilium's kinds on the same pod are a union: a direction is closed if any of them closes it, and
 * open to what any of them allows; Cilium's deny rules come before all of that. Immutable, and safe for several threads.
 */
public final class Evaluator {
    private final SubjectIndex index;
    private final String cluster;
    private final EvaluatorOptions options;
    private final boolean names;
    private final List<Issue> issues;

    private Evaluator(SubjectIndex index, String cluster, EvaluatorOptions options, boolean names, List<Issue> issues) {
        this.index = index;
        this.names = names;
        this.cluster = cluster;
        this.options = options;
        this.issues = issues;
    }

    /**
     * An evaluator of these policies.
     *
     * @param policies in any order
     * @param view what they refer to
     * @param options how the cluster is set up
     */
    public static Evaluator of(List<? extends Policy> policies, ClusterView view, EvaluatorOptions options) {
        requireNonNull(view, "view");
        requireNonNull(options, "options");
        NetworkPolicyCompiler kubernetes = new NetworkPolicyCompiler(options, view.cluster());
        CiliumCompiler cilium = new CiliumCompiler(view, options);
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparing(Policy::ref));
        List<CompiledPolicy> compiled = new ArrayList<>();
        TreeSet<Issue> issues = new TreeSet<>();
        for (Policy policy : sorted) {
            if (policy instanceof NetworkPolicy networkPolicy) {
                compiled.add(kubernetes.compile(networkPolicy));
            } else if (policy instanceof CiliumPolicy ciliumPolicy) {
                compiled.addAll(cilium.compile(ciliumPolicy));
                hostPolicies(ciliumPolicy, issues);
            } else {
                throw new IllegalArgumentException("not a kind of policy that can be evaluated: " + policy.ref());
            }
        }
        for (CompiledPolicy policy : compiled) {
            policy.ingress().gaps().forEach(gap -> issues.add(unsupported(policy.ref(), gap)));
            policy.egress().gaps().forEach(gap -> issues.add(unsupported(policy.ref(), gap)));
        }
        boolean names = sorted.stream().anyMatch(Evaluator::saysNames);
        return new Evaluator(new SubjectIndex(compiled), view.cluster(), options, names, List.copyOf(issues));
    }

    private static void hostPolicies(CiliumPolicy policy, TreeSet<Issue> issues) {
        for (int i = 0; i < policy.allSpecs().size(); i++) {
            if (policy.allSpecs().get(i).subject() instanceof CiliumSubject.Nodes) {
                String path = CiliumCompiler.path(policy, i);
                issues.add(unsupported(policy.ref(), path + ".nodeSelector: nodes are not subjects here"));
            }
        }
    }

    private static Issue unsupported(PolicyRef policy, String gap) {
        return new Issue(IssueCode.UNSUPPORTED_POLICY_FIELD, policy.toString(), "not evaluated: " + gap);
    }

    private static boolean saysNames(Policy policy) {
        return policy instanceof CiliumPolicy cilium
                && cilium.allSpecs().stream()
                        .flatMap(spec -> spec.egress().orElse(List.of()).stream())
                        .flatMap(rule -> rule.peers().stream())
                        .anyMatch(CiliumPeers.Fqdns.class::isInstance);
    }

    /** Whether a rule names outside servers by DNS, so that it matters by what names an address is known. */
    public boolean saysNames() {
        return names;
    }

    /** What of the policies cannot be evaluated and is taken as not there, sorted. */
    public List<Issue> issues() {
        return issues;
    }

    /** Whether a new connection may pass, at both of its ends. */
    public Decision evaluate(ConnectionQuery query) {
        Party source = party(query.source(), query.destination());
        Party destination = party(query.destination(), query.source());
        boolean samePod = source.pod().isPresent()
                && destination.pod().isPresent()
                && source.pod().get().isSamePod(destination.pod().get());
        return new Decision(
                side(query, PolicyType.EGRESS, source, destination, samePod),
                side(query, PolicyType.INGRESS, destination, source, samePod));
    }

    /**
     * The HTTP rules at one end, one of which each request over a connection that passes has to match.
     *
     * @return empty where no rule looks into HTTP, or one lets every request pass
     */
    public List<HttpRule> httpRules(ConnectionQuery query, PolicyType type) {
        boolean ingress = type == PolicyType.INGRESS;
        Party subject =
                ingress ? party(query.destination(), query.source()) : party(query.source(), query.destination());
        Party peer = ingress ? party(query.source(), query.destination()) : party(query.destination(), query.source());
        Optional<Endpoint.Pod> pod = subject.pod();
        if (pod.isEmpty() || !pod.get().cluster().equals(cluster)) {
            return List.of();
        }
        List<HttpRule> rules = new ArrayList<>();
        for (CompiledPolicy policy : index.policiesFor(pod.get(), subject)) {
            for (CompiledRule rule : (ingress ? policy.ingress() : policy.egress()).allows()) {
                Optional<List<HttpRule>> http = rule.http(query, peer);
                if (http.isPresent() && http.get().isEmpty()) {
                    return List.of();
                }
                http.ifPresent(rules::addAll);
            }
        }
        return rules;
    }

    private Party party(Endpoint endpoint, Endpoint other) {
        String otherNode = other instanceof Endpoint.Pod pod ? pod.node() : "";
        return Party.of(endpoint, otherNode, options.labelFilter());
    }

    private SideDecision side(ConnectionQuery query, PolicyType type, Party subject, Party peer, boolean samePod) {
        Optional<Endpoint.Pod> pod = subject.pod();
        if (pod.isEmpty() || !pod.get().cluster().equals(cluster)) {
            return SideDecision.ABSENT;
        }
        if (samePod) {
            return SideDecision.of(Outcome.ALLOW, Reason.SAME_POD);
        }
        return decide(query, type, peer, index.policiesFor(pod.get(), subject));
    }

    private static SideDecision decide(
            ConnectionQuery query, PolicyType type, Party peer, List<CompiledPolicy> policies) {
        List<PolicyRef> closing = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Optional<CompiledRule> allowing = Optional.empty();
        Outcome outcome = Outcome.ABSENT;
        boolean concerned = false;
        for (CompiledPolicy policy : policies) {
            CompiledSide side = type == PolicyType.INGRESS ? policy.ingress() : policy.egress();
            concerned |= side.concerned();
            gaps.addAll(side.gaps());
            if (side.closes() && !closing.contains(policy.ref())) {
                closing.add(policy.ref());
            }
            for (CompiledRule rule : side.denies()) {
                if (rule.apply(query, peer) != Outcome.ABSENT) {
                    return SideDecision.byRule(Outcome.DENY, rule.ref(), gaps);
                }
            }
            for (CompiledRule rule : side.allows()) {
                Outcome applied = outcome == Outcome.REDIRECT ? Outcome.ABSENT : rule.apply(query, peer);
                // A proxy that one rule asks for stays in the way where another rule allows without.
                if (applied == Outcome.REDIRECT || (applied == Outcome.ALLOW && outcome == Outcome.ABSENT)) {
                    outcome = applied;
                    allowing = Optional.of(rule);
                }
            }
        }
        if (allowing.isPresent()) {
            return SideDecision.byRule(outcome, allowing.get().ref(), gaps);
        }
        // Cilium's entry for the own node gives way to deny rules and to proxies, so it comes after the rules.
        if (type == PolicyType.INGRESS && peer.isOwnNode() && !closing.isEmpty()) {
            return new SideDecision(Outcome.ALLOW, Reason.OWN_NODE, Optional.empty(), List.of(), gaps);
        }
        if (!closing.isEmpty()) {
            return new SideDecision(Outcome.DENY, Reason.NO_RULE_MATCHES, Optional.empty(), closing, gaps);
        }
        Reason reason = concerned ? Reason.NO_DEFAULT_DENY : Reason.NOT_ISOLATED;
        return new SideDecision(Outcome.ALLOW, reason, Optional.empty(), List.of(), gaps);
    }
}
