package io.policap.infer.policy.rollout;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The harmless form of a policy, and the way back (R15).
 *
 * <p>A NetworkPolicy in audit form selects only pods that carry a label which no pod has until somebody tries it out. A
 * CiliumNetworkPolicy closes nothing; where another policy closes the workload already, allowing more would weaken it,
 * so there it asks for the label as well.
 */
public final class AuditForm {
    /** The label that puts one pod under an audited policy: the canary. */
    public static final String ENFORCE_LABEL = "policap.io/enforce";

    /** The annotation that says what a policy is; Cilium itself ignores it. */
    public static final String AUDIT_ANNOTATION = "io.cilium.policy.audit-mode";

    private static final String TRUE = "true";

    private AuditForm() {}

    /** The NetworkPolicy in its harmless form. */
    public static NetworkPolicy audit(NetworkPolicy policy) {
        return with(policy, annotated(policy.annotations()), labelled(policy.podSelector()));
    }

    /** The CiliumNetworkPolicy in its harmless form for the version that is assumed where nobody tells. */
    public static CiliumPolicy audit(CiliumPolicy policy, boolean isolatedByOthers) {
        return audit(policy, isolatedByOthers, CiliumVersion.DEFAULT);
    }

    /** The CiliumNetworkPolicy in its harmless form. */
    public static CiliumPolicy audit(CiliumPolicy policy, boolean isolatedByOthers, CiliumVersion version) {
        CiliumSpec spec = policy.spec().orElseThrow();
        CiliumSubject subject = isolatedByOthers
                ? CiliumSubject.endpoints(labelled(spec.subject().selector()))
                : spec.subject();
        return with(
                policy,
                annotated(policy.annotations()),
                with(AuditedRules.harmless(spec, version), subject, DefaultDeny.NONE));
    }

    /** Whether the policy is in audit form. */
    public static boolean isAudit(Policy policy) {
        SortedMap<String, String> annotations = policy.annotations();
        return TRUE.equals(annotations.get(AUDIT_ANNOTATION));
    }

    /** The policy as it is enforced: the audit parts taken away, all else as it is. */
    public static NetworkPolicy enforce(NetworkPolicy policy) {
        return with(policy, unannotated(policy.annotations()), unlabelled(policy.podSelector()));
    }

    /** The policy as it is enforced: the audit parts taken away, all else as it is. */
    public static CiliumPolicy enforce(CiliumPolicy policy) {
        CiliumSpec spec = policy.spec().orElseThrow();
        CiliumSubject subject =
                CiliumSubject.endpoints(unlabelled(spec.subject().selector()));
        return with(policy, unannotated(policy.annotations()), with(spec, subject, DefaultDeny.UNSET));
    }

    /** The policy as it is enforced, whatever its kind; one that is not in audit form stays as it is. */
    public static Policy enforce(Policy policy) {
        if (!isAudit(policy)) {
            return policy;
        }
        return policy instanceof NetworkPolicy np ? enforce(np) : enforce((CiliumPolicy) policy);
    }

    private static SortedMap<String, String> annotated(Map<String, String> annotations) {
        TreeMap<String, String> more = new TreeMap<>(annotations);
        more.put(AUDIT_ANNOTATION, TRUE);
        return more;
    }

    private static SortedMap<String, String> unannotated(Map<String, String> annotations) {
        TreeMap<String, String> less = new TreeMap<>(annotations);
        less.remove(AUDIT_ANNOTATION);
        return less;
    }

    private static LabelSelector labelled(LabelSelector selector) {
        TreeMap<String, String> labels = new TreeMap<>(selector.matchLabels());
        labels.put(ENFORCE_LABEL, TRUE);
        return new LabelSelector(labels, selector.matchExpressions());
    }

    private static LabelSelector unlabelled(LabelSelector selector) {
        TreeMap<String, String> labels = new TreeMap<>(selector.matchLabels());
        labels.remove(ENFORCE_LABEL);
        return new LabelSelector(labels, selector.matchExpressions());
    }

    private static NetworkPolicy with(
            NetworkPolicy policy, SortedMap<String, String> annotations, LabelSelector selector) {
        return new NetworkPolicy(
                policy.namespace(),
                policy.name(),
                policy.labels(),
                annotations,
                selector,
                policy.ingress(),
                policy.egress(),
                policy.policyTypes());
    }

    private static CiliumPolicy with(CiliumPolicy policy, SortedMap<String, String> annotations, CiliumSpec spec) {
        return new CiliumPolicy(
                policy.clusterwide(),
                policy.namespace(),
                policy.name(),
                policy.labels(),
                annotations,
                Optional.of(spec),
                List.of());
    }

    private static CiliumSpec with(CiliumSpec spec, CiliumSubject subject, DefaultDeny defaultDeny) {
        return new CiliumSpec(
                subject,
                spec.ingress(),
                spec.egress(),
                spec.ingressDeny(),
                spec.egressDeny(),
                defaultDeny,
                spec.description(),
                spec.labels(),
                spec.log());
    }
}
