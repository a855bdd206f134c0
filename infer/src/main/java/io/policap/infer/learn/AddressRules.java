package io.policap.infer.learn;

import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.CidrMerge;
import io.policap.infer.net.PrefixSet;
import io.policap.infer.range.CidrBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is left to do to the rules for outside addresses once all rules are known: one rule for all prefixes of a known
 * range that open the same, and the budget of surplus addresses (R9).
 */
final class AddressRules {
    private final long budget;
    private final PrefixSet reserved;
    private final Issues issues;
    private long surplus;
    private long saved;

    AddressRules(long budget, PrefixSet reserved, Issues issues) {
        this.budget = budget;
        this.reserved = reserved;
        this.issues = issues;
    }

    /** The surplus addresses that rules admit because of the budget. */
    long surplus() {
        return surplus;
    }

    /** The CIDR entries that this saved. */
    long saved() {
        return saved;
    }

    List<WorkloadIntent> of(List<WorkloadIntent> workloads) {
        List<WorkloadIntent> joined = new ArrayList<>();
        workloads.forEach(workload -> joined.add(
                workload.withRules(withRangesJoined(workload.ingress()), withRangesJoined(workload.egress()))));
        return budget == 0 ? joined : withinBudget(joined);
    }

    private static List<Rule> withRangesJoined(List<Rule> rules) {
        List<Rule> others = new ArrayList<>();
        Map<String, List<Rule>> groups = new TreeMap<>();
        for (Rule rule : rules) {
            if (rule.peer() instanceof Peer.Addresses addresses
                    && !addresses.range().isEmpty()) {
                List<Ports> ports =
                        rule.permissions().stream().map(Permission::ports).toList();
                groups.computeIfAbsent(addresses.range() + ports, key -> new ArrayList<>())
                        .add(rule);
            } else {
                others.add(rule);
            }
        }
        groups.values().forEach(group -> others.add(joined(group)));
        return others;
    }

    private static Rule joined(List<Rule> group) {
        List<Cidr> prefixes = new ArrayList<>();
        TreeMap<Ports, Permission> permissions = new TreeMap<>();
        for (Rule rule : group) {
            prefixes.addAll(((Peer.Addresses) rule.peer()).prefixes());
            rule.permissions()
                    .forEach(permission -> permissions.merge(permission.ports(), permission, AddressRules::plus));
        }
        String range = ((Peer.Addresses) group.get(0).peer()).range();
        return new Rule(new Peer.Addresses(CidrMerge.merge(prefixes), range), List.copyOf(permissions.values()));
    }

    private static Permission plus(Permission one, Permission other) {
        Evidence evidence = one.evidence().plus(other.evidence());
        SortedSet<Mark> marks = new TreeSet<>(one.marks());
        marks.addAll(other.marks());
        SortedSet<String> names = new TreeSet<>(one.names());
        names.addAll(other.names());
        return new Permission(one.ports(), evidence, marks, names);
    }

    private List<WorkloadIntent> withinBudget(List<WorkloadIntent> workloads) {
        List<List<Cidr>> lists = new ArrayList<>();
        for (WorkloadIntent workload : workloads) {
            collect(workload.ingress(), lists);
            collect(workload.egress(), lists);
        }
        CidrBudget.Plan plan = CidrBudget.plan(lists, budget, reserved);
        surplus = plan.surplus();
        saved = plan.saved();
        List<WorkloadIntent> planned = new ArrayList<>();
        int next = 0;
        for (WorkloadIntent workload : workloads) {
            List<Rule> ingress = new ArrayList<>();
            List<Rule> egress = new ArrayList<>();
            next = replace(workload, "ingress from ", workload.ingress(), plan.lists(), next, ingress);
            next = replace(workload, "egress to ", workload.egress(), plan.lists(), next, egress);
            planned.add(workload.withRules(ingress, egress));
        }
        return planned;
    }

    private static void collect(List<Rule> rules, List<List<Cidr>> lists) {
        for (Rule rule : rules) {
            if (isSeen(rule)) {
                lists.add(((Peer.Addresses) rule.peer()).prefixes());
            }
        }
    }

    /** Whether a rule names addresses because they were seen, not because they are known or people decided so. */
    private static boolean isSeen(Rule rule) {
        return rule.peer() instanceof Peer.Addresses addresses
                && addresses.range().isEmpty()
                && rule.permissions().stream()
                        .noneMatch(permission -> permission.marks().contains(Mark.DECIDED));
    }

    private int replace(
            WorkloadIntent workload,
            String direction,
            List<Rule> rules,
            List<List<Cidr>> planned,
            int from,
            List<Rule> replaced) {
        int next = from;
        for (Rule rule : rules) {
            if (!isSeen(rule)) {
                replaced.add(rule);
                continue;
            }
            List<Cidr> prefixes = planned.get(next);
            List<Cidr> before = ((Peer.Addresses) rule.peer()).prefixes();
            next++;
            if (prefixes.equals(before)) {
                replaced.add(rule);
                continue;
            }
            List<Permission> permissions =
                    rule.permissions().stream().map(AddressRules::wider).toList();
            replaced.add(new Rule(new Peer.Addresses(prefixes), permissions));
            List<Cidr> wider =
                    prefixes.stream().filter(prefix -> !before.contains(prefix)).toList();
            issues.add(
                    IssueCode.SURPLUS_ADDRESSES,
                    workload.key().toString(),
                    direction + shown(wider) + " also admits addresses that were not seen (--cidr-budget); entries: "
                            + prefixes.size() + " instead of " + before.size());
        }
        return next;
    }

    private static String shown(List<Cidr> prefixes) {
        String first = String.valueOf(prefixes.get(0));
        return prefixes.size() == 1 ? first : first + " and " + (prefixes.size() - 1) + " more";
    }

    private static Permission wider(Permission permission) {
        SortedSet<Mark> marks = new TreeSet<>(permission.marks());
        marks.add(Mark.PREFIX);
        return new Permission(permission.ports(), permission.evidence(), marks, permission.names());
    }
}
