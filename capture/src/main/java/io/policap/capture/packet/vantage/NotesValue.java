package io.policap.capture.packet.vantage;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A value of a notes file, with the line it begins in; scalars as they are written.
 *
 * @param line from 1
 */
sealed interface NotesValue {
    int line();

    /** A text, number, boolean or null. */
    record Scalar(int line, String text) implements NotesValue {
        public Scalar {
            requireNonNull(text, "text");
        }
    }

    record Items(int line, List<NotesValue> items) implements NotesValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Fields(int line, List<Field> fields) implements NotesValue {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One key with its value; keys may occur twice, which the reader reports. */
    record Field(int line, String key, NotesValue value) {
        public Field {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
        }
    }
}
