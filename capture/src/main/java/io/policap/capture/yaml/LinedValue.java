package io.policap.capture.yaml;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A value of a YAML file, with the line it begins in; scalars as they are written.
 *
 * @param line from 1
 */
public sealed interface LinedValue {
    int line();

    /** A text, number, boolean or null. */
    record Scalar(int line, String text) implements LinedValue {
        public Scalar {
            requireNonNull(text, "text");
        }
    }

    record Items(int line, List<LinedValue> items) implements LinedValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Fields(int line, List<Field> fields) implements LinedValue {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One key with its value; keys may occur twice, which the reader reports. */
    record Field(int line, String key, LinedValue value) {
        public Field {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
        }
    }
}
