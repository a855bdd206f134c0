package io.policap.infer.inventory;

import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Objects by name, of each the newest version, whatever order they came in. */
final class Newest<K extends Comparable<K>, V> {
    private record Entry<V>(String version, V value) {}

    private final TreeMap<K, Entry<V>> entries = new TreeMap<>();

    void add(K key, V value, String version) {
        add(key, value, version, (newer, older) -> newer);
    }

    /** Adds a version; {@code combine} takes (newer, older) and may keep parts of both. */
    void add(K key, V value, String version, BinaryOperator<V> combine) {
        Entry<V> added = new Entry<>(version, value);
        entries.merge(
                key,
                added,
                (known, given) -> isNewer(given, known)
                        ? new Entry<>(given.version, combine.apply(given.value, known.value))
                        : new Entry<>(known.version, combine.apply(known.value, given.value)));
    }

    List<V> values() {
        return entries.values().stream().map(Entry::value).toList();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private boolean isNewer(Entry<V> given, Entry<V> known) {
        int byVersion = Versions.ORDER.compare(given.version, known.version);
        if (byVersion != 0) {
            return byVersion > 0;
        }
        // Every pod tells its node's addresses once more; texts are the last resort, as they are slow to make.
        return !given.value.equals(known.value) && given.value.toString().compareTo(known.value.toString()) > 0;
    }
}
