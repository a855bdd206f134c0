package io.policap.capture.baseline;

import io.policap.infer.baseline.BaselineFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks through the JSON of a baseline with bounds on everything that grows.
 *
 * <p>Each method is called at the value and leaves the parser at its last token.
 */
final class JsonCursor {
    private static final int MAX_ENTRIES = 4_000_000;
    private static final int MAX_PORT = 65535;

    private final JsonParser parser;
    private long unknownKeys;
    private long firstUnknownLine;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads an object.
     *
     * @param key reads the value of a key it knows; {@code false} for a key it does not, before reading anything
     */
    void object(String what, Predicate<String> key) {
        expect(JsonToken.START_OBJECT, what, "an object");
        entries(what, key);
    }

    /** Reads the rest of an object that has begun. */
    void entries(String what, Predicate<String> key) {
        int entries = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentToken() != JsonToken.PROPERTY_NAME) {
                throw new DamagedException(what + " has no end");
            }
            String name = parser.currentName();
            bounded(++entries, what);
            next(what);
            if (!key.test(name)) {
                unknown();
            }
        }
    }

    void array(String what, Runnable element) {
        expect(JsonToken.START_ARRAY, what, "a list");
        int entries = 0;
        while (next(what) != JsonToken.END_ARRAY) {
            bounded(++entries, what);
            element.run();
        }
    }

    JsonToken next(String what) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new DamagedException("the file ends within " + what);
        }
        return token;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    String text(String what) {
        expect(JsonToken.VALUE_STRING, what, "a text");
        return parser.getString();
    }

    boolean flag(String what) {
        if (parser.currentToken() != JsonToken.VALUE_FALSE) {
            expect(JsonToken.VALUE_TRUE, what, "true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    long number(String what) {
        expect(JsonToken.VALUE_NUMBER_INT, what, "a whole number");
        return parser.getLongValue();
    }

    /** A number from 0. */
    long count(String what) {
        long count = number(what);
        if (count < 0) {
            throw new DamagedException(what + " is below 0");
        }
        return count;
    }

    int port(String what) {
        long port = count(what);
        if (port > MAX_PORT) {
            throw new DamagedException(what + " is above " + MAX_PORT);
        }
        return (int) port;
    }

    Instant time(String what) {
        try {
            return Instant.parse(text(what));
        } catch (DateTimeException notATime) {
            throw new DamagedException(what + " is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    <E extends Enum<E>> E constant(Class<E> type, String text, String what) {
        return BaselineFormat.constant(type, text)
                .orElseThrow(() -> new DamagedException(what + " is none that is known here"));
    }

    private void unknown() {
        if (unknownKeys++ == 0) {
            firstUnknownLine = line();
        }
        parser.skipChildren();
    }

    long unknownKeys() {
        return unknownKeys;
    }

    long firstUnknownLine() {
        return firstUnknownLine;
    }

    /** The line that the parser has come to, from 1. */
    long line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    private static void bounded(int entries, String what) {
        if (entries > MAX_ENTRIES) {
            throw new DamagedException(what + " has more than " + MAX_ENTRIES + " entries");
        }
    }

    private void expect(JsonToken token, String what, String wanted) {
        if (parser.currentToken() != token) {
            throw new DamagedException(what + " is not " + wanted);
        }
    }
}
