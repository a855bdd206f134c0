package io.policap.emit.read;

import java.util.ArrayList;
import java.util.List;

/** The fields of one policy that are not in its API, or not in that of newer versions, which then are pruned. */
final class UnknownFields {
    private final List<UnknownField> fields = new ArrayList<>();

    void add(int line, String path) {
        fields.add(new UnknownField(line, path));
    }

    List<UnknownField> list() {
        return List.copyOf(fields);
    }

    /** A field with its line, 0 where lines are not known. */
    record UnknownField(int line, String path) {}
}
