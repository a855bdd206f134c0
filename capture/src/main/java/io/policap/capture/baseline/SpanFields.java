package io.policap.capture.baseline;

import io.policap.infer.baseline.Span;
import java.time.Instant;

/** First and last time among the fields of an object, each absent where no time is known. */
final class SpanFields {
    private final JsonCursor cursor;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    SpanFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    boolean read(String key) {
        switch (key) {
            case "first" -> first = cursor.time(key);
            case "last" -> last = cursor.time(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    Span span() {
        return new Span(first, last);
    }
}
