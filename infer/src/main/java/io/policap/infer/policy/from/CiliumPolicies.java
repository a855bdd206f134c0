package io.policap.infer.policy.from;

import io.policap.infer.intent.Intent;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.cilium.CiliumSpec;
import io.policap.infer.policy.cilium.CiliumSubject;
import io.policap.infer.policy.cilium.DefaultDeny;
import io.policap.infer.policy.cilium.IcmpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an intent becomes CiliumNetworkPolicies, as they are enforced. */
public final class CiliumPolicies {
    private final Intent intent;
    private final List<Issue> issues = new ArrayList<>();

    private CiliumPolicies(Intent intent) {
        this.intent = intent;
    }

    /** The CiliumNetworkPolicies of an intent, with what they cannot say. */
    public static KindPolicies<CiliumPolicy> from(Intent intent) {
        return new CiliumPolicies(intent).build();
    }

    private KindPolicies<CiliumPolicy> build() {
        PolicyNames names = new PolicyNames(intent.workloads());
        List<SourcedPolicy<CiliumPolicy>> policies = new ArrayList<>();
        for (WorkloadIntent workload : intent.workloads()) {
            if (workload.hasRules() && workload.selection().cilium().isPresent()) {
                policy(workload, names).ifPresent(policies::add);
            } else if (workload.hasRules()) {
                issues.add(new Issue(
                        IssueCode.NOT_EXPRESSIBLE,
                        workload.key().toString(),
                        "no label that Cilium keeps selects its pods; no CiliumNetworkPolicy"));
            }
        }
        return new KindPolicies<>(policies, issues);
    }

    private Optional<SourcedPolicy<CiliumPolicy>> policy(WorkloadIntent workload, PolicyNames names) {
        Section ingress = section(workload, PolicyType.INGRESS, workload.ingress());
        Section egress = section(workload, PolicyType.EGRESS, workload.egress());
        if (ingress.rules.isEmpty() && egress.rules.isEmpty()) {
            return Optional.empty();
        }
        CiliumSpec spec = CiliumSpec.of(
                CiliumSubject.endpoints(workload.selection().cilium().orElseThrow()),
                ingress.rules(),
                egress.rules(),
                DefaultDeny.UNSET,
                "");
        CiliumPolicy policy = CiliumPolicy.of(
                workload.key().namespace(),
                names.policyName(workload.key()),
                OwnMetadata.LABELS,
                OwnMetadata.annotations(workload.key()),
                spec);
        return Optional.of(new SourcedPolicy<>(
                policy,
                workload.key().namespace(),
                workload.key().kind() + "/" + workload.key().name(),
                names.fileName(workload.key()),
                ingress.notes,
                egress.notes));
    }

    /** The rules of one direction, with a note for each. */
    static final class Section {
        final List<CiliumRule> rules = new ArrayList<>();
        final List<RuleNote> notes = new ArrayList<>();

        Optional<List<CiliumRule>> rules() {
            return rules.isEmpty() ? Optional.empty() : Optional.of(rules);
        }

        /** Adds what one rule of the intent says: ports and ICMP types never share an item. */
        void add(Rule rule, CiliumPeers peers) {
            List<Permission> ports = new ArrayList<>();
            List<Permission> icmp = new ArrayList<>();
            for (Permission permission : rule.permissions()) {
                (permission.ports() instanceof Ports.Transport ? ports : icmp).add(permission);
            }
            if (!ports.isEmpty()) {
                rules.add(CiliumRule.of(peers, PortItems.of(ports)));
                notes.add(new RuleNote(rule.peer(), ports));
            }
            for (int from = 0; from < icmp.size(); from += PortItems.LONGEST_LIST) {
                List<Permission> part = icmp.subList(from, Math.min(icmp.size(), from + PortItems.LONGEST_LIST));
                rules.add(CiliumRule.icmp(peers, List.of(new IcmpRule(fields(part)))));
                notes.add(new RuleNote(rule.peer(), part));
            }
        }

        private static List<IcmpRule.IcmpField> fields(List<Permission> permissions) {
            List<IcmpRule.IcmpField> fields = new ArrayList<>();
            for (Permission permission : permissions) {
                Ports.Icmp icmp = (Ports.Icmp) permission.ports();
                fields.add(new IcmpRule.IcmpField(icmp.protocol(), icmp.type()));
            }
            return fields;
        }
    }

    private Section section(WorkloadIntent workload, PolicyType type, List<Rule> rules) {
        Section section = new Section();
        for (Rule rule : rules) {
            Optional<CiliumPeers> peers = CiliumPeerSets.of(rule.peer(), workload.key());
            if (peers.isEmpty()) {
                issues.add(new Issue(
                        IssueCode.NOT_EXPRESSIBLE,
                        workload.key().toString(),
                        "no label that Cilium keeps selects " + PeerText.of(rule.peer()) + "; its " + type.section()
                                + " stays open in the cilium tree"));
                return new Section();
            }
            section.add(rule, peers.get());
        }
        return section;
    }

    /** The rules that lead to the cluster's resolver, for a policy of any workload of the namespace. */
    static Section resolver(List<Rule> rules, WorkloadKey subject) {
        Section section = new Section();
        for (Rule rule : rules) {
            boolean nothing = rule.permissions().stream()
                    .flatMap(permission -> permission.dns().stream())
                    .anyMatch(names -> !names.any() && names.names().isEmpty());
            if (!nothing) {
                CiliumPeerSets.of(rule.peer(), subject).ifPresent(peers -> section.add(rule, peers));
            }
        }
        return section;
    }
}
