package io.policap.infer.learn.name;

import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts patterns in the place of names that differ in their first label alone, as many as the user allows (R9).
 *
 * <p>A pattern admits every name of a domain, those that nobody asked for as well. So it is only made of three names or
 * more, those come first that stand for most names, and never for all names of a public registry's domain.
 */
public final class NamePatterns {
    /** Names that a pattern has to stand for, at least. */
    private static final int FEWEST = 3;

    /** Labels of two or three letters below a country's domain are mostly registries: co.uk, com.au, go.jp. */
    private static final int LONGEST_REGISTRY = 3;

    private record Candidate(String domain, SortedSet<String> names) {}

    private NamePatterns() {}

    /** The workloads with at most so many patterns in all. */
    public static List<WorkloadIntent> within(int budget, List<WorkloadIntent> workloads, Issues issues) {
        if (budget == 0) {
            return workloads;
        }
        TreeSet<String> chosen = new TreeSet<>();
        candidates(workloads).stream().limit(budget).forEach(candidate -> {
            chosen.add(candidate.domain);
            issues.add(
                    IssueCode.NAME_PATTERN,
                    "*." + candidate.domain,
                    "stands for " + candidate.names.size() + " names (" + String.join(", ", candidate.names)
                            + ") and admits every other name of that domain");
        });
        return workloads.stream().map(workload -> with(workload, chosen)).toList();
    }

    private static List<Candidate> candidates(List<WorkloadIntent> workloads) {
        Map<String, TreeSet<String>> domains = new TreeMap<>();
        for (WorkloadIntent workload : workloads) {
            for (Rule rule : workload.egress()) {
                if (rule.peer() instanceof Peer.Names peer) {
                    for (String name : peer.names()) {
                        String domain = domain(name);
                        if (mayBePattern(domain)) {
                            domains.computeIfAbsent(domain, key -> new TreeSet<>())
                                    .add(name);
                        }
                    }
                }
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        domains.forEach((domain, names) -> {
            if (names.size() >= FEWEST) {
                candidates.add(new Candidate(domain, names));
            }
        });
        candidates.sort(Comparator.comparing((Candidate candidate) -> -candidate.names.size())
                .thenComparing(Candidate::domain));
        return candidates;
    }

    private static String domain(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static boolean mayBePattern(String domain) {
        String[] labels = domain.split("\\.", -1);
        return labels.length > 2
                || (labels.length == 2 && (labels[1].length() > 2 || labels[0].length() > LONGEST_REGISTRY));
    }

    private static WorkloadIntent with(WorkloadIntent workload, SortedSet<String> chosen) {
        List<Rule> egress = new ArrayList<>();
        for (Rule rule : workload.egress()) {
            egress.add(rule.peer() instanceof Peer.Names peer ? with(rule, peer, chosen) : rule);
        }
        return workload.withEgress(egress);
    }

    private static Rule with(Rule rule, Peer.Names peer, SortedSet<String> chosen) {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> patterns = new TreeSet<>(peer.patterns());
        for (String name : peer.names()) {
            if (chosen.contains(domain(name))) {
                patterns.add("*." + domain(name));
            } else {
                names.add(name);
            }
        }
        List<Permission> permissions = rule.permissions();
        return new Rule(new Peer.Names(names, patterns, peer.prefixes()), permissions);
    }
}
