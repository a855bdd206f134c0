package io.policap.infer.policy.from;

import io.policap.infer.intent.Intent;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where an intent becomes NetworkPolicies, as they are enforced. */
public final class KubernetesPolicies {
    private final Intent intent;
    private final List<Issue> issues = new ArrayList<>();

    private KubernetesPolicies(Intent intent) {
        this.intent = intent;
    }

    /** The NetworkPolicies of an intent, with what NetworkPolicy cannot say. */
    public static KindPolicies<NetworkPolicy> from(Intent intent) {
        return new KubernetesPolicies(intent).build();
    }

    private KindPolicies<NetworkPolicy> build() {
        PolicyNames names = new PolicyNames(intent.workloads());
        List<SourcedPolicy<NetworkPolicy>> policies = new ArrayList<>();
        for (WorkloadIntent workload : intent.workloads()) {
            if (workload.hasRules()) {
                policy(workload, names).ifPresent(policies::add);
            }
        }
        return new KindPolicies<>(policies, issues);
    }

    private Optional<SourcedPolicy<NetworkPolicy>> policy(WorkloadIntent workload, PolicyNames names) {
        Section ingress = section(workload, PolicyType.INGRESS, workload.ingress());
        Section egress = section(workload, PolicyType.EGRESS, workload.egress());
        TreeSet<PolicyType> types = new TreeSet<>();
        ingress.typeIn(types);
        egress.typeIn(types);
        if (types.isEmpty()) {
            return Optional.empty();
        }
        NetworkPolicy policy = new NetworkPolicy(
                workload.key().namespace(),
                names.policyName(workload.key()),
                OwnMetadata.LABELS,
                OwnMetadata.annotations(workload.key()),
                workload.selection().kubernetes(),
                ingress.rules(),
                egress.rules(),
                Optional.of(types));
        return Optional.of(new SourcedPolicy<>(
                policy,
                workload.key().namespace(),
                workload.key().kind() + "/" + workload.key().name(),
                names.fileName(workload.key()),
                ingress.notes,
                egress.notes));
    }

    private static final class Section {
        private final PolicyType type;
        private final List<NetworkPolicyRule> rules = new ArrayList<>();
        private final List<RuleNote> notes = new ArrayList<>();

        private Section(PolicyType type) {
            this.type = type;
        }

        private void typeIn(TreeSet<PolicyType> types) {
            if (!rules.isEmpty()) {
                types.add(type);
            }
        }

        private Optional<List<NetworkPolicyRule>> rules() {
            return rules.isEmpty() ? Optional.empty() : Optional.of(rules);
        }
    }

    private Section section(WorkloadIntent workload, PolicyType type, List<Rule> rules) {
        Section section = new Section(type);
        for (Rule rule : rules) {
            List<NetworkPolicyPeer> peers = NetworkPolicyPeers.of(rule.peer(), workload.key());
            if (peers.isEmpty() && isSpare(rule)) {
                continue;
            }
            if (peers.isEmpty() && DecidedOnly.holds(rule)) {
                issues.add(DecidedOnly.notExpressible(workload.key(), rule, "kubernetes"));
                continue;
            }
            if (peers.isEmpty()) {
                issues.add(new Issue(
                        IssueCode.NOT_EXPRESSIBLE,
                        workload.key().toString(),
                        "NetworkPolicy has no words for " + PeerText.of(rule.peer()) + "; its " + type.section()
                                + " stays open in the kubernetes tree"));
                return new Section(type);
            }
            List<Permission> said = new ArrayList<>();
            List<NetworkPolicyPort> ports = new ArrayList<>();
            for (Permission permission : rule.permissions()) {
                if (permission.ports() instanceof Ports.Transport transport) {
                    ports.add(port(transport));
                    said.add(permission);
                } else {
                    issues.add(new Issue(
                            IssueCode.NOT_EXPRESSIBLE,
                            workload.key().toString(),
                            "NetworkPolicy has no words for " + permission.ports() + " "
                                    + (type == PolicyType.INGRESS ? "from " : "to ") + PeerText.of(rule.peer())
                                    + "; plugins that filter ICMP will cut it"));
                }
            }
            if (!ports.isEmpty()) {
                section.rules.add(NetworkPolicyRule.of(peers, ports));
                section.notes.add(new RuleNote(rule.peer(), said));
            }
        }
        return section;
    }

    /** Whether a rule only adds nodes, as for a node-local resolver, that nobody was seen to reach. */
    static boolean isSpare(Rule rule) {
        return rule.peer() instanceof Peer.Nodes
                && rule.permissions().stream()
                        .noneMatch(permission -> permission.evidence().isSeen());
    }

    static NetworkPolicyPort port(Ports.Transport ports) {
        return ports.range().isSingle()
                ? NetworkPolicyPort.of(ports.protocol(), ports.range().first())
                : NetworkPolicyPort.range(
                        ports.protocol(), ports.range().first(), ports.range().last());
    }
}
