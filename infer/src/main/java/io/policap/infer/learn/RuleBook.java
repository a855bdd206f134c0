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
import java.util.function.Predicate;

/** The rules of one workload in one direction while they are collected: joins what opens the same to the same peer. */
final class RuleBook {
    private static final class Open {
        private Evidence evidence = Evidence.NONE;
        private final TreeSet<Mark> marks = new TreeSet<>();
        private final TreeSet<String> names = new TreeSet<>();
        private final TreeSet<String> reasons = new TreeSet<>();

        void add(Evidence more, Collection<Mark> moreMarks, Collection<String> moreNames) {
            evidence = evidence.plus(more);
            marks.addAll(moreMarks);
            names.addAll(moreNames);
        }

        void add(Open other) {
            add(other.evidence, other.marks, other.names);
            reasons.addAll(other.reasons);
        }
    }

    /** Says which peers a wider one takes in. */
    interface Within {
        boolean peer(Peer peer);

        /** Whether addresses outside, known by these names, are taken in. */
        boolean outside(Cidr block, SortedSet<String> names);
    }

    private final TreeMap<Peer, TreeMap<Ports, Open>> peers = new TreeMap<>();
    private final TreeMap<Cidr, TreeMap<Ports, Open>> outside = new TreeMap<>();
    private final NamedServers named = new NamedServers();
    private final TreeSet<String> openReasons = new TreeSet<>();

    void add(Peer peer, Ports ports, Evidence evidence, Set<Mark> marks) {
        peers.computeIfAbsent(peer, key -> new TreeMap<>())
                .computeIfAbsent(ports, key -> new Open())
                .add(evidence, marks, Set.of());
    }

    /** Adds what people decided. */
    void add(Peer peer, Ports ports, Evidence evidence, Set<Mark> marks, String reason) {
        Open open = peers.computeIfAbsent(peer, key -> new TreeMap<>()).computeIfAbsent(ports, key -> new Open());
        open.add(evidence, marks, Set.of());
        addReason(open, reason);
    }

    private static void addReason(Open open, String reason) {
        if (!reason.isEmpty()) {
            open.reasons.add(reason);
        }
    }

    /** Whether a peer may use these ports already. */
    boolean opens(Peer peer, Ports ports) {
        return peers.getOrDefault(peer, new TreeMap<>()).containsKey(ports);
    }

    /** One peer in place of all within it, on some ports; says whether there was one. */
    boolean widen(Peer wider, Within within, Predicate<Ports> onPorts, String reason) {
        TreeMap<Ports, Open> taken = new TreeMap<>();
        for (Map.Entry<Peer, TreeMap<Ports, Open>> peer : peers.entrySet()) {
            if (!peer.getKey().equals(wider) && within.peer(peer.getKey())) {
                take(peer.getValue(), open -> true, onPorts, taken);
            }
        }
        for (Map.Entry<Cidr, TreeMap<Ports, Open>> block : outside.entrySet()) {
            take(block.getValue(), open -> within.outside(block.getKey(), open.names), onPorts, taken);
        }
        TreeSet<Cidr> addresses = new TreeSet<>();
        named.take(within, onPorts, (ports, seen) -> {
            taken.computeIfAbsent(ports, key -> new Open()).add(seen.evidence(), seen.marks(), Set.of());
            addresses.addAll(seen.blocks());
        });
        peers.values().removeIf(TreeMap::isEmpty);
        outside.values().removeIf(TreeMap::isEmpty);
        Peer target = wider instanceof Peer.Names names
                ? new Peer.Names(names.names(), names.patterns(), CidrMerge.merge(List.copyOf(addresses)))
                : wider;
        taken.forEach((ports, open) -> {
            // What was said of the peers that are gone does not hold for the one in their place.
            open.marks.removeAll(
                    Set.of(Mark.VOLATILE_ADDRESS, Mark.NAME, Mark.PREFIX, Mark.NODES, Mark.PUBLIC_ENDPOINT));
            open.marks.add(Mark.DECIDED);
            addReason(open, reason);
            peers.computeIfAbsent(target, key -> new TreeMap<>())
                    .computeIfAbsent(ports, key -> new Open())
                    .add(open);
        });
        return !taken.isEmpty();
    }

    private static void take(
            TreeMap<Ports, Open> from, Predicate<Open> of, Predicate<Ports> onPorts, TreeMap<Ports, Open> into) {
        from.entrySet().removeIf(entry -> {
            boolean taken = onPorts.test(entry.getKey()) && of.test(entry.getValue());
            if (taken) {
                into.computeIfAbsent(entry.getKey(), key -> new Open()).add(entry.getValue());
            }
            return taken;
        });
    }

    void addOutside(Cidr block, Ports ports, Evidence evidence, Set<Mark> marks, SortedSet<String> names) {
        outside.computeIfAbsent(block, key -> new TreeMap<>())
                .computeIfAbsent(ports, key -> new Open())
                .add(evidence, marks, names);
    }

    /** Opens servers by the names by which they were reached, with all their addresses for kinds without names. */
    void addNamed(
            SortedSet<String> names, Collection<Cidr> addresses, Ports ports, Evidence evidence, Set<Mark> marks) {
        named.add(names, addresses, ports, evidence, marks);
    }

    /** Says that the direction cannot be closed, because a rule it would need cannot be written. */
    void leaveOpen(String reason) {
        openReasons.add(reason);
    }

    /** Why the direction stays open, sorted; empty where it can be closed. */
    SortedSet<String> openReasons() {
        return openReasons;
    }

    boolean isEmpty() {
        return peers.isEmpty() && outside.isEmpty() && named.isEmpty();
    }

    /** Drops what these peers may do on these ports, and returns the evidence that went with it. */
    Evidence replace(Set<Ports> ports, Class<? extends Peer> kind) {
        Evidence evidence = Evidence.NONE;
        for (Map.Entry<Peer, TreeMap<Ports, Open>> peer : peers.entrySet()) {
            if (kind.isInstance(peer.getKey())) {
                for (Ports port : ports) {
                    Open open = peer.getValue().remove(port);
                    evidence = open == null ? evidence : evidence.plus(open.evidence);
                }
            }
        }
        peers.values().removeIf(TreeMap::isEmpty);
        return evidence;
    }

    /** The rules; none where the direction has to stay open. */
    List<Rule> rules() {
        if (!openReasons.isEmpty()) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        peers.forEach((peer, ports) -> rules.add(new Rule(peer, permissions(ports))));
        rules.addAll(outsideRules());
        rules.addAll(named.rules());
        return rules;
    }

    /** One rule for all addresses that are known by the same names and open the same ports. */
    private List<Rule> outsideRules() {
        record Same(TreeSet<String> names, TreeSet<Ports> ports) {}
        Map<String, List<Cidr>> groups = new TreeMap<>();
        outside.forEach((block, ports) -> {
            TreeSet<String> names = new TreeSet<>();
            ports.values().forEach(open -> names.addAll(open.names));
            String key = new Same(names, new TreeSet<>(ports.keySet())).toString();
            groups.computeIfAbsent(key, same -> new ArrayList<>()).add(block);
        });
        List<Rule> rules = new ArrayList<>();
        groups.values().forEach(blocks -> {
            TreeMap<Ports, Open> joined = new TreeMap<>();
            for (Cidr block : blocks) {
                outside.getOrDefault(block, new TreeMap<>())
                        .forEach((ports, open) -> joined.computeIfAbsent(ports, key -> new Open())
                                .add(open.evidence, open.marks, open.names));
            }
            rules.add(new Rule(new Peer.Addresses(CidrMerge.merge(blocks)), permissions(joined)));
        });
        return rules;
    }

    private static List<Permission> permissions(TreeMap<Ports, Open> ports) {
        List<Permission> permissions = new ArrayList<>();
        ports.forEach((port, open) ->
                permissions.add(new Permission(port, open.evidence, open.marks, open.names, open.reasons)));
        return permissions;
    }
}
