package io.policap.emit.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML or JSON document with the line it starts at, 0 where lines are not known. */
public sealed interface Node {
    int line();

    /** How many nodes there are below and with this one, each alias counted in full. */
    long size();

    /** How many nodes there are one in the other, from this one down. */
    default int height() {
        return 1;
    }

    /** What it is, in words. */
    String describe();

    /**
     * A mapping, in the order written.
     *
     * @param keyLines the lines of the keys, without those that are not known
     */
    record Mapping(int line, Map<String, Node> fields, Map<String, Integer> keyLines, long size, int height)
            implements Node {
        Mapping(int line, Map<String, Node> fields) {
            this(line, fields, Map.of());
        }

        Mapping(int line, Map<String, Node> fields, Map<String, Integer> keyLines) {
            this(
                    line,
                    Collections.unmodifiableMap(new LinkedHashMap<>(fields)),
                    Map.copyOf(keyLines),
                    1 + fields.values().stream().mapToLong(Node::size).sum(),
                    1 + fields.values().stream().mapToInt(Node::height).max().orElse(0));
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A sequence. */
    record Sequence(int line, List<Node> items, long size, int height) implements Node {
        Sequence(int line, List<Node> items) {
            this(
                    line,
                    List.copyOf(items),
                    1 + items.stream().mapToLong(Node::size).sum(),
                    1 + items.stream().mapToInt(Node::height).max().orElse(0));
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A string. */
    record Text(int line, String value) implements Node {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String describe() {
            return "a string";
        }
    }

    /** A number as written. */
    record Numeric(int line, String literal) implements Node {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String describe() {
            return "the number " + Excerpt.of(literal);
        }
    }

    /** A truth value. */
    record Bool(int line, boolean value) implements Node {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String describe() {
            return Boolean.toString(value);
        }
    }

    /** Nothing: to the API the same as an absent field. */
    record Null(int line) implements Node {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public String describe() {
            return "null";
        }
    }
}
