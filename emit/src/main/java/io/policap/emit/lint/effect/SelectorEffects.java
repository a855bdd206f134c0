package io.policap.emit.lint.effect;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import java.util.Map;
import java.util.Optional;

/** Selectors that select nothing, or other pods than was meant. */
final class SelectorEffects {
    private static final String HINT = "; write k8s:io.kubernetes.pod.namespace";

    private final Surroundings around;
    private final Findings findings;

    SelectorEffects(Surroundings around, Findings findings) {
        this.around = around;
        this.findings = findings;
    }

    /** Conditions on labels that Cilium does not keep. */
    static void filtered(Spot selector, CiliumLabelFilter filter, Findings findings) {
        selector.field("matchLabels")
                .ifPresent(labels ->
                        labels.fields().forEach((key, value) -> filtered(value, key, true, filter, findings)));
        for (Spot expression : selector.items("matchExpressions")) {
            String operator = expression.text("operator");
            boolean wanted = operator.equals("In") || operator.equals("Exists");
            expression.field("key").ifPresent(key -> filtered(key, key.text().orElse(""), wanted, filter, findings));
        }
    }

    private static void filtered(
            Spot spot, String written, boolean wanted, CiliumLabelFilter filter, Findings findings) {
        LabelKey key = LabelKey.of(written);
        if (!key.isKubernetes() || key.tellsNamespace() || key.name().isEmpty() || filter.keeps(key.name())) {
            return;
        }
        String meant = key.name().equals("kubernetes.io/metadata.name")
                ? "; a namespace is selected with k8s:io.kubernetes.pod.namespace"
                : "";
        findings.warn(
                spot,
                LintRule.FILTERED_LABEL,
                "Cilium keeps no label " + Excerpt.of(key.name()) + " on identities, so "
                        + (wanted ? "this selects nothing there" : "this is true of every pod there") + meant);
    }

    /** The pods that a policy is for. */
    void subject(Spot selector, String namespace, boolean clusterwide) {
        filtered(selector, around.labels(), findings);
        if (!clusterwide) {
            foreign(selector, namespace);
        }
        if (around.cluster().isPresent()
                && SelectorMatch.isAboutPods(selector)
                && !SelectorMatch.tellsNamespace(selector)
                && (clusterwide || !namespace.isEmpty())
                && !AuditEffects.asksForCanary(selector)
                && !selects(selector, clusterwide ? Optional.empty() : Optional.of(namespace))) {
            findings.warn(selector, LintRule.SELECTS_NOTHING, "selects no pod and no workload of the inventory");
        }
    }

    private void foreign(Spot selector, String namespace) {
        selector.field("matchLabels").ifPresent(labels -> {
            for (Map.Entry<String, Spot> label : labels.fields().entrySet()) {
                LabelKey key = LabelKey.of(label.getKey());
                boolean other = !label.getValue().text().orElse("").equals(namespace);
                if (key.isKubernetes() && key.name().equals(LabelKey.NAMESPACE) && other && !namespace.isEmpty()) {
                    findings.warn(
                            label.getValue(),
                            LintRule.NAMESPACE_OF_SUBJECT,
                            "Cilium puts the policy's own namespace in its place; a policy has to be in the namespace of"
                                    + " the pods that it is for");
                }
            }
        });
    }

    /** Pods that may be talked to. */
    void peer(Spot selector, String namespace, boolean clusterwide) {
        filtered(selector, around.labels(), findings);
        boolean own = !clusterwide && !SelectorMatch.tellsNamespace(selector);
        if (own && asksForClusterDns(selector) && !namespace.isEmpty() && !namespace.equals("kube-system")) {
            findings.warn(
                    selector,
                    LintRule.NAMESPACE_OF_PEER,
                    "selects pods of namespace " + namespace + " alone, and the cluster's resolver is in kube-system"
                            + HINT);
            return;
        }
        if (around.cluster().isEmpty()
                || !SelectorMatch.isAboutPods(selector)
                || (own && namespace.isEmpty())
                || selects(selector, own ? Optional.of(namespace) : Optional.empty())) {
            return;
        }
        if (own && selects(selector, Optional.empty())) {
            findings.warn(
                    selector,
                    LintRule.NAMESPACE_OF_PEER,
                    "selects pods of namespace " + namespace + " alone, where none has these labels; pods of other"
                            + " namespaces have them" + HINT);
        } else {
            findings.warn(selector, LintRule.SELECTS_NOTHING, "selects no pod and no workload of the inventory");
        }
    }

    private static boolean asksForClusterDns(Spot selector) {
        return selector.field("matchLabels")
                .map(Spot::fields)
                .filter(labels -> labels.entrySet().stream()
                        .anyMatch(label -> LabelKey.of(label.getKey()).name().equals("k8s-app")
                                && label.getValue().text().orElse("").equals("kube-dns")))
                .isPresent();
    }

    private boolean selects(Spot selector, Optional<String> namespace) {
        return around.cluster().stream()
                .flatMap(cluster -> cluster.pods().stream())
                .anyMatch(pod -> (namespace.isEmpty() || namespace.get().equals(pod.namespace()))
                        && SelectorMatch.matches(selector, pod.identity()));
    }
}
