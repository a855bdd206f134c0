package io.policap.infer.label;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The labels that differ between replicas, rollouts or releases of one workload: never part of a selector (R6).
 *
 * <p>The names come from the Kubernetes API's well-known labels, Argo Rollouts, Helm and Istio.
 */
public final class VolatileLabels {
    /** Set per replica or per rollout: two pods of one workload differ in them. */
    private static final Set<String> PER_REPLICA = Set.of(
            "pod-template-hash",
            "controller-revision-hash",
            "pod-template-generation",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "batch.kubernetes.io/job-name",
            "batch.kubernetes.io/controller-uid",
            "batch.kubernetes.io/job-completion-index",
            "job-name",
            "controller-uid",
            "rollouts-pod-template-hash",
            "io.cilium.k8s.policy.cluster",
            // Ours: it puts one pod under an audited policy.
            "policap.io/enforce",
            "spark-app-selector",
            "spark-exec-id",
            "workflows.argoproj.io/workflow",
            "tekton.dev/taskRun",
            "tekton.dev/pipelineRun");

    /** Set per release: the next version of the workload has another value. */
    private static final Set<String> PER_RELEASE = Set.of(
            "version",
            "app.kubernetes.io/version",
            "helm.sh/chart",
            "chart",
            "heritage",
            "release-revision",
            "app.kubernetes.io/managed-by",
            "service.istio.io/canonical-revision",
            "istio.io/rev",
            "git-commit",
            "commit",
            "build",
            "revision",
            "image-tag");

    private static final Set<String> PER_RELEASE_PREFIXES =
            Set.of("security.istio.io/", "sidecar.istio.io/", "topology.kubernetes.io/", "topology.istio.io/");

    private VolatileLabels() {}

    /** Whether a selector must not name the key. */
    public static boolean isVolatile(String key) {
        return isPerReplica(key) || PER_RELEASE.contains(key) || hasVolatilePrefix(key);
    }

    /** Whether pods of one rollout differ in the key. */
    public static boolean isPerReplica(String key) {
        return PER_REPLICA.contains(key);
    }

    /** The labels without those that differ between replicas; what is left names a label generation. */
    public static Labels withoutPerReplica(Labels labels) {
        return filter(labels, VolatileLabels::isPerReplica);
    }

    /** The labels that a selector may name. */
    public static Labels stable(Labels labels) {
        return filter(labels, VolatileLabels::isVolatile);
    }

    private static boolean hasVolatilePrefix(String key) {
        for (String prefix : PER_RELEASE_PREFIXES) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Labels filter(Labels labels, Predicate<String> drop) {
        boolean any = false;
        for (String key : labels.map().keySet()) {
            any |= drop.test(key);
        }
        if (!any) {
            return labels;
        }
        Map<String, String> kept = new TreeMap<>(labels.map());
        kept.keySet().removeIf(drop);
        return Labels.of(kept);
    }
}
