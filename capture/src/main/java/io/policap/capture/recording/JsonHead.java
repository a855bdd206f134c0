package io.policap.capture.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The fields of the JSON objects with which content begins, as far as the bytes at hand show them. */
final class JsonHead {
    private static final JsonFactory JSON = new JsonFactory();
    /** Lines tried after a first one that says nothing: other programs print before their JSON. */
    private static final int MOST_LINES = 50;

    private JsonHead() {}

    /** Decides on the fields of one object, each with the token its value begins with. */
    interface Question {
        boolean holdsFor(Map<String, JsonToken> fields);
    }

    /** Whether it holds for the first object, or for one that begins a later line. */
    static boolean any(byte[] head, int length, Question question) {
        int at = 0;
        for (int line = 0; line < MOST_LINES && at < length; line++) {
            int first = line == 0 ? firstOfContent(head, length) : at;
            boolean object = first < length && (head[first] == '{' || (line == 0 && head[first] == '['));
            if (object && question.holdsFor(fields(head, first, length))) {
                return true;
            }
            while (at < length && head[at] != '\n') {
                at++;
            }
            at++;
        }
        return false;
    }

    private static int firstOfContent(byte[] head, int length) {
        int at = length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
        while (at < length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static Map<String, JsonToken> fields(byte[] head, int from, int length) {
        Map<String, JsonToken> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), head, from, length - from)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    fields.put(name, parser.nextToken());
                    parser.skipChildren();
                }
            }
        } catch (JacksonException endOfHead) {
            // The head ends somewhere inside; what was seen until there decides.
            return fields;
        }
        return fields;
    }
}
