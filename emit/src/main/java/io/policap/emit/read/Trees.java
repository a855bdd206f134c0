package io.policap.emit.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns objects that were parsed elsewhere, as plain maps and lists, into nodes without lines. */
final class Trees {
    private Trees() {}

    static Node of(@Nullable Object tree) throws MalformedException {
        return of(tree, 0);
    }

    private static Node of(@Nullable Object tree, int depth) throws MalformedException {
        if (depth > DocumentParser.MAX_DEPTH) {
            throw new MalformedException(0, "nested more than " + DocumentParser.MAX_DEPTH + " deep");
        }
        if (tree == null) {
            return new Node.Null(0);
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Node> fields = new LinkedHashMap<>();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                fields.put(String.valueOf(field.getKey()), of(field.getValue(), depth + 1));
            }
            return new Node.Mapping(0, fields);
        }
        if (tree instanceof Iterable<?> list) {
            List<Node> items = new ArrayList<>();
            for (Object item : list) {
                items.add(of(item, depth + 1));
            }
            return new Node.Sequence(0, items);
        }
        if (tree instanceof Boolean truth) {
            return new Node.Bool(0, truth);
        }
        if (tree instanceof Number number) {
            return new Node.Numeric(0, number.toString());
        }
        return new Node.Text(0, tree.toString());
    }
}
