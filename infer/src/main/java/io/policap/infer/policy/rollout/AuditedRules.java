package io.policap.infer.policy.rollout;

import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPortRule;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules without what would cut traffic although no direction is closed (R15): authentication always, HTTP rules below
 * Cilium 1.18, which refuses what none of them matches.
 */
final class AuditedRules {
    private AuditedRules() {}

    /** The policy without authentication, and else as it is. */
    static CiliumPolicy withoutAuthentication(CiliumPolicy policy) {
        return new CiliumPolicy(
                policy.clusterwide(),
                policy.namespace(),
                policy.name(),
                policy.labels(),
                policy.annotations(),
                policy.spec().map(spec -> harmless(spec, CiliumVersion.DEFAULT)),
                policy.specs());
    }

    static CiliumSpec harmless(CiliumSpec spec, CiliumVersion version) {
        boolean http = version.canAuditHttp();
        return new CiliumSpec(
                spec.subject(),
                spec.ingress().map(rules -> harmless(rules, http)),
                spec.egress().map(rules -> harmless(rules, http)),
                spec.ingressDeny(),
                spec.egressDeny(),
                spec.defaultDeny(),
                spec.description(),
                spec.labels(),
                spec.log());
    }

    private static List<CiliumRule> harmless(List<CiliumRule> rules, boolean http) {
        List<CiliumRule> harmless = new ArrayList<>();
        for (CiliumRule rule : rules) {
            harmless.add(new CiliumRule(
                    rule.peers(),
                    http ? rule.toPorts() : rule.toPorts().map(AuditedRules::withoutHttp),
                    rule.icmps(),
                    Optional.empty()));
        }
        return harmless;
    }

    private static List<CiliumPortRule> withoutHttp(List<CiliumPortRule> items) {
        List<CiliumPortRule> plain = new ArrayList<>();
        for (CiliumPortRule item : items) {
            plain.add(item.rules().http().isPresent() ? with(item, L7Rules.NONE) : item);
        }
        return plain;
    }

    private static CiliumPortRule with(CiliumPortRule item, L7Rules rules) {
        return new CiliumPortRule(
                item.ports(), rules, item.serverNames(), item.terminatingTls(), item.originatingTls(), item.listener());
    }
}
