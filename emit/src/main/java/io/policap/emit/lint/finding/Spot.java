package io.policap.emit.lint.finding;

import static java.util.Objects.requireNonNull;

import io.policap.emit.read.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of an object with the path to it.
 *
 * @param node the piece
 * @param path where it is, empty for the object itself
 * @param line the line to show: that of the field's name where it has one
 */
public record Spot(Node node, String path, int line) {
    private static final int LONGEST_NAME = 80;

    public Spot {
        requireNonNull(node, "node");
        requireNonNull(path, "path");
    }

    /** The whole object. */
    public static Spot of(Node node) {
        return new Spot(node, "", node.line());
    }

    /** The field of this name; absent also where it is null, as to the API, and where this is no mapping. */
    public Optional<Spot> field(String name) {
        return written(name).filter(field -> !(field.node instanceof Node.Null));
    }

    /** The field of this name, null or not. */
    public Optional<Spot> written(String name) {
        if (node instanceof Node.Mapping mapping) {
            Node field = mapping.fields().get(name);
            return field == null ? Optional.empty() : Optional.of(child(mapping, name, field));
        }
        return Optional.empty();
    }

    /** All fields by name, in the order written, those that are null with them. */
    public Map<String, Spot> fields() {
        Map<String, Spot> fields = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            mapping.fields().forEach((name, field) -> fields.put(name, child(mapping, name, field)));
        }
        return fields;
    }

    private Spot child(Node.Mapping mapping, String name, Node field) {
        return new Spot(field, pathOf(name), mapping.keyLines().getOrDefault(name, field.line()));
    }

    /** The path of a field, there or not; a name that came from outside is cut. */
    public String pathOf(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
        return path.isEmpty() ? cut : path + "." + cut;
    }

    /** The items of a list; none where this is no list. */
    public List<Spot> items() {
        List<Spot> items = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                items.add(new Spot(item, path + "[" + items.size() + "]", item.line()));
            }
        }
        return items;
    }

    /** The items of a list that is a field; none where there is no such list. */
    public List<Spot> items(String name) {
        return field(name).map(Spot::items).orElse(List.of());
    }

    /** Whether the field is a list that holds something. */
    public boolean hasItems(String name) {
        return !items(name).isEmpty();
    }

    /** Whether the field is a list that holds nothing. */
    public boolean isEmptyList(String name) {
        return field(name)
                        .map(Spot::node)
                        .filter(Node.Sequence.class::isInstance)
                        .isPresent()
                && !hasItems(name);
    }

    /** Whether nothing is in it: an empty mapping, or null. */
    public boolean isBlank() {
        return node instanceof Node.Null
                || (node instanceof Node.Mapping mapping && mapping.fields().isEmpty());
    }

    /** The text, empty where this is no text. */
    public Optional<String> text() {
        return node instanceof Node.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The text of a field, the empty text where it has none. */
    public String text(String name) {
        return field(name).flatMap(Spot::text).orElse("");
    }

    /** The whole number, empty where this is none that an int32 holds. */
    public Optional<Integer> number() {
        if (node instanceof Node.Numeric numeric && numeric.literal().length() <= 11) {
            try {
                return Optional.of(Integer.parseInt(numeric.literal()));
            } catch (NumberFormatException notWhole) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether the field is {@code false}. */
    public boolean isFalse(String name) {
        return field(name)
                .map(Spot::node)
                .filter(value -> value instanceof Node.Bool bool && !bool.value())
                .isPresent();
    }
}
