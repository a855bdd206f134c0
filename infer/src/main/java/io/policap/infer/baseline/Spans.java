package io.policap.infer.baseline;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** From when to when each of many was seen, while a baseline grows. */
final class Spans<K extends Comparable<? super K>> {
    /** The span of one of them. */
    static final class Growing {
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        /** Adds one moment; {@link Instant#MIN} means that the time is not known. */
        void add(Instant time) {
            if (!time.equals(Instant.MIN)) {
                add(time, time);
            }
        }

        private void add(Instant from, Instant to) {
            if (from.isBefore(first)) {
                first = from;
            }
            if (to.isAfter(last)) {
                last = to;
            }
        }
    }

    private final Map<K, Growing> spans = new HashMap<>();

    void add(K key, Instant time) {
        of(key).add(time);
    }

    void add(K key, Span span) {
        of(key).add(span.first(), span.last());
    }

    /** The span of this one, which grows on. */
    Growing of(K key) {
        Growing known = spans.get(key);
        if (known == null) {
            known = new Growing();
            spans.put(key, known);
        }
        return known;
    }

    void forEach(BiConsumer<? super K, Span> action) {
        spans.forEach((key, span) -> action.accept(key, new Span(span.first, span.last)));
    }

    TreeMap<K, Span> snapshot() {
        TreeMap<K, Span> sorted = new TreeMap<>(Comparator.<K>naturalOrder());
        forEach(sorted::put);
        return sorted;
    }
}
