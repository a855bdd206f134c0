package io.policap.infer.baseline;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** From when to when each of many was seen, while a baseline grows. */
final class Spans<K extends Comparable<? super K>> {
    private final Map<K, GrowingSpan> spans = new HashMap<>();

    void add(K key, Instant time) {
        of(key).add(time);
    }

    void add(K key, Span span) {
        of(key).add(span);
    }

    /** The span of this one, which grows on. */
    GrowingSpan of(K key) {
        GrowingSpan known = spans.get(key);
        if (known == null) {
            known = new GrowingSpan();
            spans.put(key, known);
        }
        return known;
    }

    void forEach(BiConsumer<? super K, Span> action) {
        spans.forEach((key, span) -> action.accept(key, span.span()));
    }

    TreeMap<K, Span> snapshot() {
        TreeMap<K, Span> sorted = new TreeMap<>(Comparator.<K>naturalOrder());
        forEach(sorted::put);
        return sorted;
    }
}
