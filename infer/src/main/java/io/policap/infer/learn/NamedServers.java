package io.policap.infer.learn;

import io.policap.infer.intent.Evidence;
import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Ports;
import io.policap.infer.intent.Rule;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.CidrMerge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The outside servers that one workload reaches by name, while its rules are collected: each name on its own ports (R9). */
final class NamedServers {
    /** What was seen of one server, under all names it may have been reached by. */
    private record Seen(SortedSet<String> names, Ports ports, Evidence evidence, Set<Mark> marks) {}

    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, TreeSet<Ports>> ports = new TreeMap<>();
    private final Map<String, TreeSet<Cidr>> addresses = new TreeMap<>();

    void add(SortedSet<String> names, Collection<Cidr> blocks, Ports open, Evidence evidence, Set<Mark> marks) {
        seen.add(new Seen(names, open, evidence, marks));
        for (String name : names) {
            ports.computeIfAbsent(name, key -> new TreeSet<>()).add(open);
            addresses.computeIfAbsent(name, key -> new TreeSet<>()).addAll(blocks);
        }
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    /** One rule for all names that open the same ports. */
    List<Rule> rules() {
        Map<String, TreeSet<String>> groups = new TreeMap<>();
        ports.forEach((name, open) ->
                groups.computeIfAbsent(open.toString(), key -> new TreeSet<>()).add(name));
        List<Rule> rules = new ArrayList<>();
        for (TreeSet<String> names : groups.values()) {
            TreeSet<Cidr> blocks = new TreeSet<>();
            names.forEach(name -> blocks.addAll(addresses.getOrDefault(name, new TreeSet<>())));
            List<Permission> permissions = new ArrayList<>();
            for (Ports open : ports.getOrDefault(names.first(), new TreeSet<>())) {
                permissions.add(permission(names, open));
            }
            rules.add(new Rule(
                    new Peer.Names(names, new TreeSet<>(), CidrMerge.merge(List.copyOf(blocks))), permissions));
        }
        return rules;
    }

    private Permission permission(SortedSet<String> names, Ports open) {
        Evidence evidence = Evidence.NONE;
        TreeSet<Mark> marks = new TreeSet<>();
        for (Seen server : seen) {
            if (server.ports.equals(open) && server.names.stream().anyMatch(names::contains)) {
                evidence = evidence.plus(server.evidence);
                marks.addAll(server.marks);
            }
        }
        return Permission.of(open, evidence, marks);
    }
}
