package io.policap.capture.baseline;

import io.policap.infer.http.PathKind;
import io.policap.infer.http.PathLeaf;
import io.policap.infer.http.Segment;
import io.policap.infer.http.TemplateBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Requests whose paths differ in nothing but their identifiers. */
final class LeafFields {
    private static final int MOST_HEADERS = 64;

    private final JsonCursor cursor;
    private final List<Segment> segments = new ArrayList<>();
    private String method = "";
    private long requests;
    private @Nullable TreeSet<String> headers;

    LeafFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    boolean read(String key) {
        switch (key) {
            case "method" -> method = cursor.text(key);
            case "path" -> cursor.array(key, this::segment);
            case "count" -> requests = cursor.count(key);
            case "headers" -> headers = names(key, MOST_HEADERS);
            default -> {
                return false;
            }
        }
        return true;
    }

    PathLeaf leaf() {
        return new PathLeaf(method, segments, requests, Optional.<SortedSet<String>>ofNullable(headers));
    }

    private TreeSet<String> names(String what, int most) {
        TreeSet<String> names = new TreeSet<>();
        cursor.array(what, () -> {
            names.add(cursor.text(what));
            if (names.size() > most) {
                throw new DamagedException("more " + what + " than are kept");
            }
        });
        return names;
    }

    private void segment() {
        PathKind[] kind = {PathKind.OTHER};
        String[] texts = {"", ""};
        boolean[] flags = {false, false};
        TreeSet<String> values = new TreeSet<>();
        cursor.object("a segment", key -> {
            switch (key) {
                case "kind" -> kind[0] = cursor.constant(PathKind.class, cursor.text(key), "the kind of a segment");
                case "text" -> texts[0] = cursor.text(key);
                case "extension" -> texts[1] = cursor.text(key);
                case "values" -> {
                    flags[0] = true;
                    values.addAll(names(key, TemplateBudget.MOST_RULES));
                }
                case "more" -> flags[1] = cursor.flag(key);
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (segments.size() == PathLeaf.MOST_SEGMENTS) {
            throw new DamagedException("a path of more than " + PathLeaf.MOST_SEGMENTS + " segments");
        }
        segments.add(
                flags[0]
                        ? new Segment.Values(kind[0], texts[1], values, flags[1])
                        : new Segment.Exact(kind[0], texts[0]));
    }
}
