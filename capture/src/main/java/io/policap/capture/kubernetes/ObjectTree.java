package io.policap.capture.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Parses one object into maps, lists, strings, numbers and booleans, without nulls and {@link UnneededFields}. */
final class ObjectTree {
    /** The deepest nesting that is read; schemas of the API stay below 30. */
    static final int MAX_DEPTH = 100;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH + 10)
            .maxStringLength(FrameBuffer.LIMIT)
            .maxNumberLength(100)
            .build();
    static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    /** Made when the first YAML is read, as most inventories are JSON and its parser takes long to load. */
    private static final class Yaml {
        static final TokenStreamFactory FACTORY =
                YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build();
    }

    private ObjectTree() {}

    static TokenStreamFactory yaml() {
        return Yaml.FACTORY;
    }

    /**
     * The object in these bytes.
     *
     * @throws MalformedObject when it is not one, with the reason but none of its contents
     */
    static Map<String, Object> parse(TokenStreamFactory format, byte[] bytes, int length) throws MalformedObject {
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedObject("it is not an object");
            }
            return object(parser, "", 1);
        } catch (JacksonException e) {
            int row = Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getLineNr() - 1);
            throw new MalformedObject(reason(e) + (row > 0 ? " (" + row + " lines into it)" : ""));
        } catch (RuntimeException e) {
            // The YAML scanner has been seen to throw others on damaged input.
            throw new MalformedObject("it cannot be parsed");
        }
    }

    // The parser's own words may quote the input, which may be a secret; only the kind of error is passed on.
    private static String reason(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.contains("nesting depth")) {
            return "it is nested deeper than " + MAX_DEPTH;
        }
        if (message.contains("UTF-8")) {
            return "it is not valid UTF-8";
        }
        if (message.contains("length") && message.contains("exceeds")) {
            return "a text or number in it is too long";
        }
        return "it is not well-formed";
    }

    private static Map<String, Object> object(JsonParser parser, String parent, int depth) throws MalformedObject {
        if (depth > MAX_DEPTH) {
            throw new MalformedObject("it is nested deeper than " + MAX_DEPTH);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedObject("it ends too early");
            }
            if (token == JsonToken.END_OBJECT) {
                return result;
            }
            String name = String.valueOf(parser.currentName());
            parser.nextToken();
            if (UnneededFields.has(parent, name, depth)) {
                parser.skipChildren();
                continue;
            }
            Object value = value(parser, name, depth);
            if (value != null) {
                result.put(name, value);
            }
        }
    }

    private static List<Object> array(JsonParser parser, String parent, int depth) throws MalformedObject {
        if (depth > MAX_DEPTH) {
            throw new MalformedObject("it is nested deeper than " + MAX_DEPTH);
        }
        List<Object> result = new ArrayList<>();
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedObject("it ends too early");
            }
            if (token == JsonToken.END_ARRAY) {
                return result;
            }
            Object value = value(parser, parent, depth);
            // The API server reads a null item as one without fields: in a list of rules that is "everything".
            result.add(value == null ? Map.of() : value);
        }
    }

    private static @Nullable Object value(JsonParser parser, String name, int depth) throws MalformedObject {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new MalformedObject("it ends too early");
        }
        switch (token) {
            case START_OBJECT:
                return object(parser, name, depth + 1);
            case START_ARRAY:
                return array(parser, name, depth + 1);
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return parser.getNumberValue();
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            default:
                return parser.getString();
        }
    }
}
