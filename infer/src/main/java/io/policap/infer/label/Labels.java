package io.policap.infer.label;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of Kubernetes labels, immutable, sorted by key, with its hash computed once.
 *
 * <p>Keys carry no source prefix: Cilium's {@code k8s:app} is {@code app} here.
 */
public final class Labels implements Comparable<Labels> {
    public static final Labels NONE = new Labels(new TreeMap<>());

    private final SortedMap<String, String> map;
    private final int hash;

    private Labels(TreeMap<String, String> map) {
        this.map = Collections.unmodifiableSortedMap(map);
        this.hash = map.hashCode();
    }

    public static Labels of(Map<String, String> labels) {
        return requireNonNull(labels, "labels").isEmpty() ? NONE : new Labels(new TreeMap<>(labels));
    }

    public SortedMap<String, String> map() {
        return map;
    }

    public boolean isEmpty() {
        return map.isEmpty();
    }

    /** Whether every label of the other set is here with the same value. */
    public boolean containsAll(Labels other) {
        return map.entrySet().containsAll(other.map.entrySet());
    }

    @Override
    public int compareTo(Labels other) {
        Iterator<Map.Entry<String, String>> mine = map.entrySet().iterator();
        Iterator<Map.Entry<String, String>> theirs = other.map.entrySet().iterator();
        while (mine.hasNext() && theirs.hasNext()) {
            Map.Entry<String, String> left = mine.next();
            Map.Entry<String, String> right = theirs.next();
            int byKey = left.getKey().compareTo(right.getKey());
            int byEntry = byKey != 0 ? byKey : left.getValue().compareTo(right.getValue());
            if (byEntry != 0) {
                return byEntry;
            }
        }
        return Boolean.compare(mine.hasNext(), theirs.hasNext());
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Labels && hash == ((Labels) other).hash && map.equals(((Labels) other).map));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code {key=value, ...}}; what Kubernetes allows in no label is escaped, so that two sets never look the same. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        map.forEach((key, value) -> {
            text.append(text.length() == 1 ? "" : ", ");
            append(key, text);
            append(value, text.append('='));
        });
        return text.append('}').toString();
    }

    private static void append(String part, StringBuilder text) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == ',' || c == '=' || c == '\\' || c == '{' || c == '}') {
                text.append('\\');
            }
            text.append(c);
        }
    }
}
