package io.policap.emit.read;

import java.util.ArrayList;
import java.util.List;

/** The fields of one policy that are not in its API, which the cluster would prune. */
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
