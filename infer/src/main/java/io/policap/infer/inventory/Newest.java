package io.policap.infer.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Objects by name, of each the newest version, whatever order they came in; one may be gone as of a version. */
final class Newest<K extends Comparable<K>, V> {
    private record Entry<V>(String version, @Nullable V value) {}

    private final TreeMap<K, Entry<V>> entries = new TreeMap<>();
    private int gone;

    /** Whether the value of that name is another one now. */
    boolean add(K key, V value, String version) {
        return add(key, value, version, (newer, older) -> newer);
    }

    /** Adds a version; {@code combine} takes (newer, older) and may keep parts of both. */
    boolean add(K key, V value, String version, BinaryOperator<V> combine) {
        return put(key, new Entry<>(version, value), combine);
    }

    /** Removes an object as of a version; it comes back with a newer one. */
    boolean remove(K key, String version) {
        return put(key, new Entry<>(version, null), (newer, older) -> newer);
    }

    private boolean put(K key, Entry<V> given, BinaryOperator<V> combine) {
        Entry<V> known = entries.get(key);
        Entry<V> merged = known == null
                ? given
                : isNewer(given, known) ? over(given, known, combine) : over(known, given, combine);
        entries.put(key, merged);
        V before = known == null ? null : known.value;
        gone += (merged.value == null ? 1 : 0) - (known != null && before == null ? 1 : 0);
        return before == null ? merged.value != null : !before.equals(merged.value);
    }

    private static <V> Entry<V> over(Entry<V> newer, Entry<V> older, BinaryOperator<V> combine) {
        V above = newer.value;
        V below = older.value;
        return above == null || below == null ? newer : new Entry<>(newer.version, combine.apply(above, below));
    }

    /** Forgets the names of what is gone, so that they do not become ever more. */
    void forgetGone(int limit) {
        if (gone > limit) {
            entries.values().removeIf(entry -> entry.value == null);
            gone = 0;
        }
    }

    /** The value of a name, as a list of one, or of none. */
    List<V> get(K key) {
        Entry<V> entry = entries.get(key);
        return entry == null || entry.value == null ? List.of() : List.of(entry.value);
    }

    /** Takes an object out whatever its version; whether it was there. */
    boolean drop(K key) {
        Entry<V> entry = entries.remove(key);
        gone -= entry != null && entry.value == null ? 1 : 0;
        return entry != null && entry.value != null;
    }

    List<V> values() {
        List<V> values = new ArrayList<>(entries.size());
        for (Entry<V> entry : entries.values()) {
            if (entry.value != null) {
                values.add(entry.value);
            }
        }
        return List.copyOf(values);
    }

    private boolean isNewer(Entry<V> given, Entry<V> known) {
        int byVersion = Versions.compare(given.version, known.version);
        if (byVersion != 0) {
            return byVersion > 0;
        }
        V next = given.value;
        V before = known.value;
        if (next == null || before == null) {
            return next == null;
        }
        // Texts are the last resort, as they are slow to make.
        return !next.equals(before) && next.toString().compareTo(before.toString()) > 0;
    }
}
