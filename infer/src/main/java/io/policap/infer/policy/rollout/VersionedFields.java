package io.policap.infer.policy.rollout;

import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.from.KindPolicies;
import io.policap.infer.policy.from.SourcedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Fields that a version of Cilium does not have, or that cannot be written in audit mode. */
public final class VersionedFields {
    private VersionedFields() {}

    /** The policies without the fields that the version does not have, with an issue for each that lost one. */
    public static KindPolicies<CiliumPolicy> fit(KindPolicies<CiliumPolicy> policies, CiliumVersion version) {
        if (version.canAuthenticate()) {
            return policies;
        }
        List<SourcedPolicy<CiliumPolicy>> fitting = new ArrayList<>();
        List<Issue> issues = new ArrayList<>(policies.issues());
        for (SourcedPolicy<CiliumPolicy> policy : policies.policies()) {
            boolean affected =
                    has(policy.policy(), rule -> rule.authentication().isPresent());
            fitting.add(affected ? policy.map(AuditedRules::withoutAuthentication) : policy);
            if (affected) {
                issues.add(new Issue(
                        IssueCode.NOT_EXPRESSIBLE,
                        policy.namespace() + "/" + policy.subject(),
                        "Cilium " + version
                                + " has no field for mutual authentication, which 1.14 brought; its rules do"
                                + " not ask for it"));
            }
        }
        return new KindPolicies<>(fitting, issues);
    }

    /** What of the policies is left out in audit mode. */
    public static List<Issue> notInAudit(KindPolicies<CiliumPolicy> policies, CiliumVersion version) {
        List<Issue> issues = new ArrayList<>();
        long http = count(
                policies,
                rule -> rule.toPorts().orElse(List.of()).stream()
                        .anyMatch(ports -> ports.rules().http().isPresent()));
        if (http > 0 && !version.canAuditHttp()) {
            issues.add(new Issue(
                    IssueCode.NOT_IN_AUDIT,
                    "cilium",
                    "below Cilium 1.18 HTTP rules refuse requests although nothing is closed; those of "
                            + policies(http) + " are left out in audit mode, and written by --mode enforce"));
        }
        long authenticated = count(policies, rule -> rule.authentication().isPresent());
        if (authenticated > 0) {
            issues.add(new Issue(
                    IssueCode.NOT_IN_AUDIT,
                    "cilium",
                    "mutual authentication would cut traffic although nothing is closed; that of "
                            + policies(authenticated) + " is left out in audit mode, and written by --mode enforce"));
        }
        return issues;
    }

    private static String policies(long count) {
        return count + (count == 1 ? " policy" : " policies");
    }

    private static long count(KindPolicies<CiliumPolicy> policies, Predicate<CiliumRule> wanted) {
        return policies.policies().stream()
                .filter(policy -> has(policy.policy(), wanted))
                .count();
    }

    private static boolean has(CiliumPolicy policy, Predicate<CiliumRule> wanted) {
        return policy.allSpecs().stream()
                .flatMap(spec -> Stream.concat(
                        spec.ingress().orElse(List.of()).stream(), spec.egress().orElse(List.of()).stream()))
                .anyMatch(wanted);
    }
}
