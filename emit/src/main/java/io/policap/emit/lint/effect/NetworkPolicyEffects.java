package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a NetworkPolicy says without effect, or with another one under Cilium. */
public final class NetworkPolicyEffects {
    private final Surroundings around;

    public NetworkPolicyEffects(Surroundings around) {
        this.around = around;
    }

    /** Adds what is accepted and does nothing, or not what was meant. */
    public void check(Spot object, Findings findings) {
        AuditEffects.annotation(object, object.field("spec").stream().toList(), findings);
        String namespace =
                object.field("metadata").map(of -> of.text("namespace")).orElse("");
        object.field("spec").ifPresent(spec -> {
            spec.field("podSelector").ifPresent(selector -> {
                SelectorEffects.filtered(selector, around.labels(), findings);
                subject(selector, namespace, findings);
            });
            direction(spec, "ingress", "Ingress", "from", namespace, findings);
            direction(spec, "egress", "Egress", "to", namespace, findings);
        });
    }

    private void subject(Spot selector, String namespace, Findings findings) {
        if (around.cluster().isPresent()
                && !namespace.isEmpty()
                && !AuditEffects.asksForCanary(selector)
                && around.cluster().get().pods().stream()
                        .noneMatch(pod ->
                                pod.namespace().equals(namespace) && SelectorMatch.matches(selector, pod.labels()))) {
            findings.warn(selector, LintRule.SELECTS_NOTHING, "selects no pod and no workload of the inventory");
        }
    }

    private void direction(Spot spec, String name, String type, String peers, String namespace, Findings findings) {
        Optional<Spot> rules = spec.field(name);
        List<Spot> types = spec.items("policyTypes");
        boolean listed = types.stream().anyMatch(item -> item.text().orElse("").equals(type));
        if (rules.isPresent() && !types.isEmpty() && !listed) {
            findings.warn(
                    rules.get(),
                    LintRule.DIRECTION_NOT_LISTED,
                    spec.hasItems(name)
                            ? "policyTypes does not list " + type + ": Kubernetes ignores these rules, Cilium enforces"
                                    + " them"
                            : "policyTypes does not list " + type + ", so this closes nothing");
        } else if (types.isEmpty() && name.equals("egress") && spec.isEmptyList(name)) {
            findings.warn(
                    rules.orElse(spec), LintRule.DIRECTION_NOT_LISTED, "closes nothing without Egress in policyTypes");
        }
        for (Spot rule : spec.items(name)) {
            rule.field(peers)
                    .filter(field -> rule.isEmptyList(peers))
                    .ifPresent(field -> findings.warn(
                            field, LintRule.EMPTY_PEERS, "an empty list matches anybody, as if it were left out"));
            rule.items(peers).forEach(peer -> peer(peer, findings));
            ports(rule, name.equals("ingress") ? List.of(spec) : rule.items(peers), namespace, findings);
            new CidrEffects(around, findings).blocks(rule, peers);
        }
    }

    /** Those who listen are selected by the podSelector of the policy, or of a peer in the same namespace. */
    private void ports(Spot rule, List<Spot> selecting, String namespace, Findings findings) {
        if (around.cluster().isEmpty() || !rule.hasItems("ports")) {
            return;
        }
        List<KnownCluster.KnownPod> servers = new ArrayList<>();
        for (Spot spot : selecting) {
            Optional<Spot> selector = spot.field("podSelector")
                    .filter(found -> spot.field("namespaceSelector").isEmpty());
            around.cluster().get().pods().stream()
                    .filter(pod -> pod.namespace().equals(namespace))
                    .filter(pod -> selector.isPresent() && SelectorMatch.matches(selector.get(), pod.labels()))
                    .forEach(servers::add);
        }
        PortEffects effects = new PortEffects(around.cluster().get(), findings);
        rule.items("ports").forEach(port -> effects.check(port, servers));
    }

    private void peer(Spot peer, Findings findings) {
        peer.field("podSelector").ifPresent(selector -> SelectorEffects.filtered(selector, around.labels(), findings));
    }
}
