package io.policap.capture.baseline;

import io.policap.infer.baseline.Books;
import io.policap.infer.flow.SkipReason;
import java.util.TreeMap;

/** The account of what was read, with what was refused. */
final class BooksFields {
    private final JsonCursor cursor;
    private final TreeMap<SkipReason, Long> skipped = new TreeMap<>();
    private long read;
    private long used;
    private long refused;

    BooksFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    boolean read(String key) {
        switch (key) {
            case "read" -> read = cursor.count(key);
            case "used" -> used = cursor.count(key);
            case "refused" -> refused = cursor.count(key);
            case "skipped" -> cursor.object(key, this::skipped);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean skipped(String reason) {
        SkipReason known = cursor.constant(SkipReason.class, reason, "a skip reason");
        if (skipped.put(known, cursor.count("the count of a skip reason")) != null) {
            throw new DamagedException("a skip reason is counted twice");
        }
        return true;
    }

    Books books() {
        Books books = new Books(read, used, skipped);
        if (!books.balance()) {
            throw new DamagedException("the books do not balance: what was read is not what was used and skipped");
        }
        return books;
    }

    long refused() {
        return refused;
    }
}
