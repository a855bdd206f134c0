package io.policap.emit.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of one object while it is read: each is asked for by name, what was never asked for is unknown. A field
 * that is null is absent.
 */
final class Fields {
    private final Node.Mapping node;
    private final String path;
    private final UnknownFields unknown;
    private final Set<String> asked = new TreeSet<>();

    private Fields(Node.Mapping node, String path, UnknownFields unknown) {
        this.node = node;
        this.path = path;
        this.unknown = unknown;
    }

    /**
     * The fields of a node.
     *
     * @param path the name of the object for messages, empty for the outermost
     * @param unknown collects the fields that nobody asked for, once {@link #close} is called
     * @throws MalformedException when the node is not a mapping
     */
    static Fields of(Node node, String path, UnknownFields unknown) throws MalformedException {
        if (node instanceof Node.Mapping mapping) {
            return new Fields(mapping, path, unknown);
        }
        throw new MalformedException(
                node.line(), (path.isEmpty() ? "the document" : path) + " is " + node.describe() + ", not a mapping");
    }

    /** Reads one kind of value. */
    interface Reader<T> {
        T read(Node node, String path) throws MalformedException;
    }

    /** Reads one kind of object. */
    interface ObjectReader<T> {
        T read(Fields fields) throws MalformedException;
    }

    int line() {
        return node.line();
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    MalformedException malformed(String name, String problem) {
        Node field = node.fields().get(name);
        return new MalformedException(field == null ? line() : field.line(), path(name) + ": " + problem);
    }

    boolean has(String name) {
        Node field = node.fields().get(name);
        return field != null && !(field instanceof Node.Null);
    }

    Optional<Node> get(String name) {
        asked.add(name);
        return has(name) ? Optional.ofNullable(node.fields().get(name)) : Optional.empty();
    }

    /** Takes note of fields that are known and mean nothing here. */
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    /** Reports fields that only some versions of the API have, where they are there. */
    void reportWherePresent(String... names) {
        for (String name : names) {
            Node field = node.fields().get(name);
            if (field != null) {
                unknown.add(field.line(), path(name));
            }
        }
    }

    /** Reports what nobody asked for. */
    void close() {
        for (Map.Entry<String, Node> field : node.fields().entrySet()) {
            if (!asked.contains(field.getKey())) {
                unknown.add(field.getValue().line(), path(field.getKey()));
            }
        }
    }

    <T> Optional<T> read(String name, Reader<T> reader) throws MalformedException {
        Optional<Node> field = get(name);
        return field.isPresent() ? Optional.of(reader.read(field.get(), path(name))) : Optional.empty();
    }

    <T> Optional<T> object(String name, ObjectReader<T> reader) throws MalformedException {
        return read(name, (field, at) -> {
            Fields fields = of(field, at, unknown);
            T value = reader.read(fields);
            fields.close();
            return value;
        });
    }

    /** A list; its absence and its being empty are told apart. */
    <T> Optional<List<T>> list(String name, Reader<T> reader) throws MalformedException {
        return read(name, (field, at) -> {
            if (!(field instanceof Node.Sequence sequence)) {
                throw new MalformedException(field.line(), at + " is " + field.describe() + ", not a list");
            }
            List<T> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(reader.read(sequence.items().get(i), at + "[" + i + "]"));
            }
            return items;
        });
    }

    /** A list of objects; an item that is null is an empty object, as to the API. */
    <T> Optional<List<T>> objects(String name, ObjectReader<T> reader) throws MalformedException {
        return list(name, (item, at) -> {
            Node object = item instanceof Node.Null ? new Node.Mapping(item.line(), Map.of()) : item;
            Fields fields = of(object, at, unknown);
            T value = reader.read(fields);
            fields.close();
            return value;
        });
    }

    Optional<List<String>> strings(String name) throws MalformedException {
        return list(name, Fields::text);
    }

    Optional<String> string(String name) throws MalformedException {
        return read(name, Fields::text);
    }

    Optional<Boolean> bool(String name) throws MalformedException {
        return read(name, (field, at) -> {
            if (field instanceof Node.Bool truth) {
                return truth.value();
            }
            throw new MalformedException(field.line(), at + " is " + field.describe() + ", not true or false");
        });
    }

    Optional<Integer> integer(String name) throws MalformedException {
        return read(name, Fields::integer);
    }

    SortedMap<String, String> stringMap(String name) throws MalformedException {
        return read(name, (field, at) -> {
                    SortedMap<String, String> map = new TreeMap<>();
                    // The keys of such a map are data, not fields.
                    for (Map.Entry<String, Node> entry :
                            of(field, at, unknown).node.fields().entrySet()) {
                        Node value = entry.getValue();
                        // The API takes a null for an empty string here.
                        map.put(
                                entry.getKey(),
                                value instanceof Node.Null ? "" : text(value, at + "." + entry.getKey()));
                    }
                    return map;
                })
                .orElseGet(TreeMap::new);
    }

    static String text(Node field, String at) throws MalformedException {
        if (field instanceof Node.Text text) {
            return text.value();
        }
        throw new MalformedException(field.line(), at + " is " + field.describe() + ", not a string; put it in quotes");
    }

    static int integer(Node field, String at) throws MalformedException {
        if (field instanceof Node.Numeric number && number.literal().length() <= 11) {
            try {
                return Integer.parseInt(number.literal());
            } catch (NumberFormatException notAnInteger) {
                throw new MalformedException(field.line(), at + " is " + field.describe() + ", not an integer");
            }
        }
        throw new MalformedException(field.line(), at + " is " + field.describe() + ", not an integer");
    }
}
