package io.policap.capture.kubernetes;

import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.RawObject;
import java.util.Map;
import java.util.Set;

/** Keeps the policies that a cluster holds already as they are, for whoever evaluates them. */
final class PolicyObjects {
    private static final Set<String> EVALUATED = Set.of(
            "networking.k8s.io/NetworkPolicy",
            "extensions/NetworkPolicy",
            "cilium.io/CiliumNetworkPolicy",
            "cilium.io/CiliumClusterwideNetworkPolicy",
            "cilium.io/CiliumCIDRGroup");
    private static final Set<String> KINDS = Set.of(
            "NetworkPolicy",
            "CiliumNetworkPolicy",
            "CiliumClusterwideNetworkPolicy",
            "CiliumCIDRGroup",
            "AdminNetworkPolicy",
            "BaselineAdminNetworkPolicy",
            "ClusterNetworkPolicy",
            "GlobalNetworkPolicy",
            "StagedNetworkPolicy",
            "StagedGlobalNetworkPolicy",
            "CiliumLocalRedirectPolicy");

    private PolicyObjects() {}

    static boolean isPolicy(String kind) {
        return KINDS.contains(kind);
    }

    /** Whether the kind, with its API group, is one that can be evaluated; reported where it is not. */
    static boolean isEvaluated(String apiVersion, String kind, Fields policy) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        if (EVALUATED.contains(group + "/" + kind)) {
            return true;
        }
        policy.report()
                .unsupported("policies of " + ObjectReport.shown(apiVersion)
                        + " are not evaluated; what they allow or deny is not taken into account");
        return false;
    }

    static void read(
            String cluster,
            String kind,
            Fields policy,
            Map<String, Object> tree,
            ObjectMeta meta,
            boolean deleted,
            InventoryBuilder builder) {
        String identity = String.join("/", cluster, kind, meta.namespace(), meta.name());
        RawObject object = new RawObject(policy.report().place(), deleted ? Map.of() : tree);
        builder.addPolicy(identity, object, meta.version());
    }

    static void remove(String cluster, ApiObject policy, InventoryBuilder builder) {
        String namespace = policy.namespace().isEmpty() ? "default" : policy.namespace();
        String identity = String.join("/", cluster, policy.kind(), namespace, policy.name());
        builder.removePolicy(identity, policy.version());
    }
}
