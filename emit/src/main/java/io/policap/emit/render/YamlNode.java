package io.policap.emit.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A YAML document to be, with comments above its entries. */
sealed interface YamlNode {
    /** Whether there is nothing to say, so that a mapping leaves the key out. */
    boolean isEmpty();

    /** Whether the node fits behind its key: a scalar, or {@code {}} for a mapping without entries. */
    boolean isInline();

    /** A string, a whole number or a boolean. */
    record Scalar(String yaml) implements YamlNode {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public boolean isInline() {
            return true;
        }
    }

    /** One key or one list item with the comment lines above it. */
    record Entry(String key, List<String> comments, YamlNode value) {
        public Entry {
            comments = List.copyOf(comments);
        }
    }

    /** Entries in the order given. */
    final class Mapping implements YamlNode {
        final List<Entry> entries = new ArrayList<>();

        Mapping put(String key, YamlNode value) {
            entries.add(new Entry(key, List.of(), value));
            return this;
        }

        /** Adds the key unless its value has nothing to say: an empty section could allow or deny by accident. */
        Mapping putUnlessEmpty(String key, YamlNode value) {
            return value.isEmpty() ? this : put(key, value);
        }

        Mapping put(String key, String value) {
            return put(key, YamlNode.string(value));
        }

        Mapping put(String key, boolean value) {
            return put(key, new Scalar(Boolean.toString(value)));
        }

        Mapping put(String key, long value) {
            return put(key, new Scalar(Long.toString(value)));
        }

        @Override
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        @Override
        public boolean isInline() {
            return entries.isEmpty();
        }
    }

    /** Items in the order given. */
    final class Sequence implements YamlNode {
        final List<Entry> items = new ArrayList<>();

        Sequence add(YamlNode value) {
            return add(List.of(), value);
        }

        Sequence add(List<String> comments, YamlNode value) {
            items.add(new Entry("", comments, value));
            return this;
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }

        @Override
        public boolean isInline() {
            return items.isEmpty();
        }
    }

    static Scalar string(String value) {
        return new Scalar(YamlScalar.of(value));
    }

    static Mapping strings(Map<String, String> values) {
        Mapping mapping = new Mapping();
        values.forEach(mapping::put);
        return mapping;
    }

    static Sequence strings(Iterable<String> values) {
        Sequence sequence = new Sequence();
        values.forEach(value -> sequence.add(string(value)));
        return sequence;
    }
}
