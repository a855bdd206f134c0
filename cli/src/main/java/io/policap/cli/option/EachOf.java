package io.policap.cli.option;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The set of what the values of a repeated option mean, each by itself.
 *
 * @param one what one value means
 */
record EachOf<T extends Comparable<T>>(Reading<T, T> one) implements Reading<List<T>, SortedSet<T>> {
    @Override
    public SortedSet<T> read(String option, List<T> given) {
        SortedSet<T> set = new TreeSet<>();
        for (T value : given) {
            set.add(one.read(option, value));
        }
        return set;
    }
}
