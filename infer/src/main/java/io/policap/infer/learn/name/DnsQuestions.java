package io.policap.infer.learn.name;

import io.policap.infer.intent.DnsNames;
import io.policap.infer.intent.Layer7Permission;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.name.DnsName;
import io.policap.infer.name.Questions;
import io.policap.infer.net.PortRange;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says which names a workload may ask its resolver for (R10).
 *
 * <p>Rules by name match what Cilium's DNS proxy has seen, so that a workload with one needs its questions to pass it. A
 * workload without one keeps the proxy out of its way, unless exact names are asked for.
 */
public final class DnsQuestions {
    private static final PortRange DNS = PortRange.of(53);

    private final AskedNames asked;
    private final SortedMap<WorkloadKey, SortedSet<Integer>> resolvers;
    private final boolean exact;
    private final Issues issues;

    /**
     * Questions to these resolvers.
     *
     * @param resolvers the workloads that answer DNS, with their ports
     * @param exact whether only the names seen may be asked for
     */
    public DnsQuestions(
            AskedNames asked, SortedMap<WorkloadKey, SortedSet<Integer>> resolvers, boolean exact, Issues issues) {
        this.asked = asked;
        this.resolvers = resolvers;
        this.exact = exact;
        this.issues = issues;
    }

    /** The egress rules of a workload, with what it may ask for. */
    public List<Rule> limit(WorkloadKey workload, List<Rule> egress) {
        TreeSet<String> reached = new TreeSet<>();
        boolean patterns = false;
        for (Rule rule : egress) {
            if (rule.peer() instanceof Peer.Names names) {
                reached.addAll(names.names());
                patterns |= !names.patterns().isEmpty();
            }
        }
        boolean asks = egress.stream()
                .anyMatch(rule ->
                        rule.permissions().stream().anyMatch(permission -> isDns(rule.peer(), permission.ports())));
        if (!asks || (reached.isEmpty() && !patterns && !exact)) {
            return egress;
        }
        DnsNames names = exact ? exactly(workload, reached, patterns) : DnsNames.ANY;
        if (exact && names.any() && reached.isEmpty() && !patterns) {
            return egress;
        }
        return limited(egress, names);
    }

    /** What the resolver's rule of a closed namespace says: with exact names each workload's own rule has to do. */
    public List<Rule> ofNamespace(List<Rule> resolver) {
        return exact ? limited(resolver, DnsNames.exactly(new TreeSet<>())) : resolver;
    }

    private DnsNames exactly(WorkloadKey workload, SortedSet<String> reached, boolean patterns) {
        Questions questions = asked.questions(workload);
        boolean sayable = questions.names().stream().allMatch(DnsName::isExpressible);
        if (patterns || questions.more() || !sayable || questions.names().isEmpty()) {
            String why = patterns
                    ? "a pattern stands for some of the names it reaches"
                    : questions.more()
                            ? "it asked for more than " + Questions.KEPT + " names"
                            : sayable ? "none of its questions were seen" : "it asked for a name that no rule can say";
            issues.add(IssueCode.DNS_NAMES_ANY, workload.toString(), why + "; its DNS rule admits any name");
            return DnsNames.ANY;
        }
        TreeSet<String> names = new TreeSet<>(questions.names());
        names.addAll(reached);
        return DnsNames.exactly(names);
    }

    private List<Rule> limited(List<Rule> rules, DnsNames names) {
        List<Rule> limited = new ArrayList<>();
        for (Rule rule : rules) {
            List<Permission> permissions = new ArrayList<>();
            for (Permission permission : rule.permissions()) {
                permissions.add(
                        isDns(rule.peer(), permission.ports())
                                ? permission.with(new Layer7Permission(
                                        permission.layer7().http(),
                                        permission.layer7().authenticated(),
                                        Optional.of(names)))
                                : permission);
            }
            limited.add(new Rule(rule.peer(), permissions));
        }
        return limited;
    }

    private boolean isDns(Peer peer, Ports ports) {
        boolean transport = ports.protocol() == Protocol.UDP || ports.protocol() == Protocol.TCP;
        if (!transport || !ports.range().isSingle()) {
            return false;
        }
        if (peer instanceof Peer.Workload server && resolvers.containsKey(server.key())) {
            return resolvers.get(server.key()).contains(ports.range().first());
        }
        boolean elsewhere = peer instanceof Peer.Addresses || peer instanceof Peer.Nodes;
        return elsewhere && ports.range().equals(DNS);
    }
}
