package io.policap.emit.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Parses one YAML document, or a text of JSON values, into nodes.
 *
 * <p>Depth and size are bounded, each alias counted in full, and duplicate keys are refused.
 */
final class DocumentParser {
    /** How deep a document may be nested. */
    static final int MAX_DEPTH = 100;

    /** How many nodes a document may have. */
    static final long MAX_NODES = 1_000_000;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(100)
            .maxNameLength(5_000)
            .maxStringLength(1_000_000)
            .build();
    private static final TokenStreamFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(BOUNDS)
            .loadSettings(
                    LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
            .build();
    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    private final JsonParser parser;
    private final int linesBefore;
    private final Map<String, Node> anchors = new LinkedHashMap<>();
    private long nodes;

    private DocumentParser(JsonParser parser, int linesBefore) {
        this.parser = parser;
        this.linesBefore = linesBefore;
    }

    /**
     * The nodes of a YAML document: one, or none where it is empty.
     *
     * @param linesBefore how many lines of the file come before the text
     */
    static List<Node> yaml(String text, int linesBefore) throws MalformedException {
        return parse(YAML, text, linesBefore);
    }

    /** The nodes of JSON values that follow each other. */
    static List<Node> json(String text) throws MalformedException {
        return parse(JSON, text, 0);
    }

    private static List<Node> parse(TokenStreamFactory factory, String text, int linesBefore)
            throws MalformedException {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            DocumentParser document = new DocumentParser(parser, linesBefore);
            List<Node> roots = new ArrayList<>();
            while (parser.nextToken() != null) {
                roots.add(document.node(0));
            }
            return roots;
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            int line = at == null ? 0 : Math.max(at.getLineNr(), 0);
            String message = String.valueOf(broken.getOriginalMessage());
            throw new MalformedException(
                    line == 0 ? 0 : linesBefore + line,
                    Excerpt.of(message.lines().findFirst().orElse("")));
        }
    }

    private Node node(int depth) throws MalformedException {
        if (depth >= MAX_DEPTH) {
            throw new MalformedException(line(), "nested more than " + MAX_DEPTH + " deep");
        }
        count(1);
        Optional<String> anchor = anchor();
        Node node = value(depth);
        anchor.ifPresent(name -> anchors.put(name, node));
        return node;
    }

    private Node value(int depth) throws MalformedException {
        JsonToken token = parser.currentToken();
        int line = line();
        if (token == null) {
            throw new MalformedException(line, "the document ends early");
        }
        switch (token) {
            case START_OBJECT:
                return mapping(line, depth);
            case START_ARRAY:
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(depth + 1));
                }
                return new Node.Sequence(line, items);
            case VALUE_STRING:
                return isAlias() ? alias(line, depth) : new Node.Text(line, parser.getString());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return new Node.Numeric(line, parser.getString());
            case VALUE_TRUE:
                return new Node.Bool(line, true);
            case VALUE_FALSE:
                return new Node.Bool(line, false);
            case VALUE_NULL:
                return new Node.Null(line);
            default:
                throw new MalformedException(line, "a value that is not text, number, truth value, list or mapping");
        }
    }

    private Node mapping(int line, int depth) throws MalformedException {
        Map<String, Node> fields = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int at = line();
            keyLines.put(name, at);
            parser.nextToken();
            if (fields.put(name, node(depth + 1)) != null) {
                throw new MalformedException(at, "the key " + Excerpt.of(name) + " is there twice");
            }
        }
        Node merged = fields.get("<<");
        if (merged != null && parser instanceof YAMLParser) {
            fields.remove("<<");
            merge(fields, merged);
        }
        return new Node.Mapping(line, fields, keyLines);
    }

    /** The merge key of YAML: fields that are not there already. */
    private void merge(Map<String, Node> fields, Node merged) throws MalformedException {
        if (merged instanceof Node.Mapping mapping) {
            count(mapping.fields().size());
            mapping.fields().forEach(fields::putIfAbsent);
        } else if (merged instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (!(item instanceof Node.Mapping)) {
                    throw new MalformedException(item.line(), "<< is not a list of mappings");
                }
                merge(fields, item);
            }
        } else {
            throw new MalformedException(merged.line(), "<< is " + merged.describe() + ", not a mapping");
        }
    }

    private Node alias(int line, int depth) throws MalformedException {
        String name = parser.getString();
        Node target = anchors.get(name);
        if (target == null) {
            throw new MalformedException(line, "the alias " + Excerpt.of(name) + " has no anchor before it");
        }
        count(target.size());
        if (depth + target.height() > MAX_DEPTH) {
            throw new MalformedException(line, "nested more than " + MAX_DEPTH + " deep");
        }
        return target;
    }

    private void count(long more) throws MalformedException {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new MalformedException(line(), "more than " + MAX_NODES + " values, aliases counted in full");
        }
    }

    private boolean isAlias() {
        return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    }

    private Optional<String> anchor() {
        if (isAlias() || !(parser instanceof YAMLParser yaml)) {
            return Optional.empty();
        }
        Object anchor = yaml.getObjectId();
        return anchor == null ? Optional.empty() : Optional.of(anchor.toString());
    }

    private int line() {
        int line = parser.currentTokenLocation().getLineNr();
        return line <= 0 ? 0 : linesBefore + line;
    }
}
