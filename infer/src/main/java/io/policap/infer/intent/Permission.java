package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a rule opens, with why.
 *
 * @param ports the server's ports or the ICMP type
 * @param evidence how often it was seen
 * @param marks what a reviewer has to know
 * @param names DNS names by which clients knew an outside peer, sorted: a comment, never a rule by themselves
 * @param dns what may be asked of a resolver; absent where Cilium's proxy stays out of the way
 */
public record Permission(
        Ports ports, Evidence evidence, SortedSet<Mark> marks, SortedSet<String> names, Optional<DnsNames> dns)
        implements Comparable<Permission> {
    /** A permission that nothing above the transport limits. */
    public Permission(Ports ports, Evidence evidence, SortedSet<Mark> marks, SortedSet<String> names) {
        this(ports, evidence, marks, names, Optional.empty());
    }

    public Permission {
        requireNonNull(ports, "ports");
        requireNonNull(evidence, "evidence");
        requireNonNull(dns, "dns");
        marks = Collections.unmodifiableSortedSet(new TreeSet<>(marks));
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    public static Permission of(Ports ports, Evidence evidence, Set<Mark> marks) {
        return new Permission(ports, evidence, new TreeSet<>(marks), new TreeSet<>());
    }

    /** The same for a resolver that may be asked for these names. */
    public Permission asking(DnsNames asked) {
        return new Permission(ports, evidence, marks, names, Optional.of(asked));
    }

    @Override
    public int compareTo(Permission other) {
        return ports.compareTo(other.ports);
    }
}
