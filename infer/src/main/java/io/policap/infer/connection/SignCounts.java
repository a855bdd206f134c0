package io.policap.infer.connection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many flow events or connections showed which sign: an immutable sorted map that takes a few bytes, as a baseline holds
 * one for each observer of each class, most of them of one sign.
 */
public final class SignCounts extends AbstractMap<Sign, Long> implements SortedMap<Sign, Long> {
    private static final Sign[] SIGNS = Sign.values();

    /** A bit for each sign that is there, by its ordinal. */
    private final int present;
    /** The counts of those, in their order. */
    private final long[] counts;

    private SignCounts(int present, long[] counts) {
        this.present = present;
        this.counts = counts;
    }

    /** These counts for good. */
    public static SignCounts of(Map<Sign, Long> counts) {
        if (counts instanceof SignCounts) {
            return (SignCounts) counts;
        }
        long[] byOrdinal = new long[SIGNS.length];
        int present = 0;
        for (Map.Entry<Sign, Long> entry : counts.entrySet()) {
            byOrdinal[entry.getKey().ordinal()] = entry.getValue();
            present |= bit(entry.getKey());
        }
        return picked(present, byOrdinal);
    }

    /** One sign with its count. */
    public static SignCounts of(Sign sign, long count) {
        return new SignCounts(bit(sign), new long[] {count});
    }

    /** Two signs with their counts, the first of which comes first in order. */
    static SignCounts of(Sign first, long count, Sign second, long secondCount) {
        return new SignCounts(bit(first) | bit(second), new long[] {count, secondCount});
    }

    /** Those signs whose count, by their ordinals, is above 0. */
    public static SignCounts above0(long[] byOrdinal) {
        int present = 0;
        for (int i = 0; i < byOrdinal.length; i++) {
            present |= byOrdinal[i] > 0 ? 1 << i : 0;
        }
        return picked(present, byOrdinal);
    }

    private static SignCounts picked(int present, long[] byOrdinal) {
        long[] counts = new long[Integer.bitCount(present)];
        int size = 0;
        for (int i = 0; i < byOrdinal.length; i++) {
            if ((present >>> i & 1) != 0) {
                counts[size++] = byOrdinal[i];
            }
        }
        return new SignCounts(present, counts);
    }

    private static int bit(Sign sign) {
        return 1 << sign.ordinal();
    }

    /** The count of a sign, 0 where it is not there. */
    public long count(Sign sign) {
        return (present & bit(sign)) == 0 ? 0 : counts[Integer.bitCount(present & bit(sign) - 1)];
    }

    @Override
    public int size() {
        return counts.length;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof Sign && (present & bit((Sign) key)) != 0;
    }

    @Override
    public @Nullable Long get(Object key) {
        return containsKey(key) ? count((Sign) key) : null;
    }

    @Override
    public void forEach(BiConsumer<? super Sign, ? super Long> action) {
        int rest = present;
        for (long count : counts) {
            action.accept(SIGNS[Integer.numberOfTrailingZeros(rest)], count);
            rest &= rest - 1;
        }
    }

    @Override
    public Set<Map.Entry<Sign, Long>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Sign, Long>> iterator() {
                return new Entries(present, counts);
            }

            @Override
            public int size() {
                return counts.length;
            }
        };
    }

    private static final class Entries implements Iterator<Map.Entry<Sign, Long>> {
        private final long[] counts;
        private int rest;
        private int next;

        private Entries(int present, long[] counts) {
            this.rest = present;
            this.counts = counts;
        }

        @Override
        public boolean hasNext() {
            return rest != 0;
        }

        @Override
        public Map.Entry<Sign, Long> next() {
            if (rest == 0) {
                throw new NoSuchElementException();
            }
            Sign sign = SIGNS[Integer.numberOfTrailingZeros(rest)];
            rest &= rest - 1;
            return new SimpleImmutableEntry<>(sign, counts[next++]);
        }
    }

    @Override
    public @Nullable Comparator<? super Sign> comparator() {
        return null;
    }

    @Override
    public Sign firstKey() {
        return at(Integer.numberOfTrailingZeros(present));
    }

    @Override
    public Sign lastKey() {
        return at(Integer.SIZE - 1 - Integer.numberOfLeadingZeros(present));
    }

    private Sign at(int ordinal) {
        if (present == 0) {
            throw new NoSuchElementException();
        }
        return SIGNS[ordinal];
    }

    @Override
    public SortedMap<Sign, Long> subMap(Sign from, Sign to) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this).subMap(from, to));
    }

    @Override
    public SortedMap<Sign, Long> headMap(Sign to) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this).headMap(to));
    }

    @Override
    public SortedMap<Sign, Long> tailMap(Sign from) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this).tailMap(from));
    }
}
