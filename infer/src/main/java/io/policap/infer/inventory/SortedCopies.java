package io.policap.infer.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Immutable lists, sorted and without duplicates; most have one element or two, and come sorted. */
final class SortedCopies {
    private SortedCopies() {}

    static <T extends Comparable<T>> List<T> of(Collection<T> elements) {
        T last = null;
        for (T element : elements) {
            if (last != null && last.compareTo(element) >= 0) {
                return List.copyOf(new TreeSet<>(elements));
            }
            last = element;
        }
        return List.copyOf(elements);
    }

    /** The elements of both. */
    static <T extends Comparable<T>> List<T> of(List<T> left, List<T> right) {
        if (left.containsAll(right)) {
            return of(left);
        }
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return of(all);
    }
}
