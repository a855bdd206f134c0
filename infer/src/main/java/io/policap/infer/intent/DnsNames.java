package io.policap.infer.intent;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be asked of a resolver (R10).
 *
 * @param any whether every name may be
 * @param names the names, where not any
 */
public record DnsNames(boolean any, SortedSet<String> names) {
    /** Every name may be asked for, and Cilium's proxy learns the answers. */
    public static final DnsNames ANY = new DnsNames(true, new TreeSet<>());

    public DnsNames {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    public static DnsNames exactly(SortedSet<String> names) {
        return new DnsNames(false, names);
    }
}
