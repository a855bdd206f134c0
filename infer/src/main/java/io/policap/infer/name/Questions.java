package io.policap.infer.name;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that a client asked for, whether or not there are such names.
 *
 * @param names the first in order, at most {@link #KEPT}
 * @param more whether there were more than these
 */
public record Questions(SortedSet<String> names, boolean more) {
    /** Names kept of one client. */
    public static final int KEPT = 1024;

    public static final Questions NONE = new Questions(new TreeSet<>(), false);

    public Questions {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The questions of both. */
    public Questions plus(Questions other) {
        TreeSet<String> all = new TreeSet<>(names);
        all.addAll(other.names);
        boolean cut = more || other.more || all.size() > KEPT;
        while (all.size() > KEPT) {
            all.pollLast();
        }
        return new Questions(all, cut);
    }
}
