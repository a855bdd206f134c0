package io.policap.infer.name;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Some of the moments at which something happened.
 *
 * @param kept the first in {@link Moment}'s order, at most as many as the collector keeps
 * @param more whether there were more than these
 */
public record Moments(SortedSet<Moment> kept, boolean more) {
    public static final Moments NONE = new Moments(new TreeSet<>(), false);

    public Moments {
        kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
    }

    /** The moments of both, of which at most so many are kept. */
    Moments plus(Moments other, int limit) {
        TreeSet<Moment> all = new TreeSet<>(kept);
        all.addAll(other.kept);
        boolean cut = more || other.more || all.size() > limit;
        while (all.size() > limit) {
            all.pollLast();
        }
        return new Moments(all, cut);
    }
}
