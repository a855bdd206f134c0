package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
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
 * @param reasons why people decided it, in their words, sorted; a comment as well
 * @param layer7 what has to hold of the connections beyond their ports
 */
public record Permission(
        Ports ports,
        Evidence evidence,
        SortedSet<Mark> marks,
        SortedSet<String> names,
        SortedSet<String> reasons,
        Layer7Permission layer7)
        implements Comparable<Permission> {
    public Permission {
        requireNonNull(ports, "ports");
        requireNonNull(evidence, "evidence");
        marks = Collections.unmodifiableSortedSet(new TreeSet<>(marks));
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        requireNonNull(layer7, "layer7");
    }

    /** A permission for everything that comes over its ports. */
    public Permission(
            Ports ports, Evidence evidence, SortedSet<Mark> marks, SortedSet<String> names, SortedSet<String> reasons) {
        this(ports, evidence, marks, names, reasons, Layer7Permission.ANYTHING);
    }

    /** A permission that nobody decided. */
    public Permission(Ports ports, Evidence evidence, SortedSet<Mark> marks, SortedSet<String> names) {
        this(ports, evidence, marks, names, new TreeSet<>());
    }

    public static Permission of(Ports ports, Evidence evidence, Set<Mark> marks) {
        return new Permission(ports, evidence, new TreeSet<>(marks), new TreeSet<>());
    }

    /** The same under a condition. */
    public Permission with(Layer7Permission condition) {
        return new Permission(ports, evidence, marks, names, reasons, condition);
    }

    @Override
    public int compareTo(Permission other) {
        return ports.compareTo(other.ports);
    }
}
