package io.policap.capture.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The fields of the JSON objects with which content begins, as far as the bytes at hand show them; each found once. */
final class JsonHead {
    private static final JsonFactory JSON = new JsonFactory();
    /** Lines tried after a first one that says nothing: other programs print before their JSON. */
    private static final int MOST_LINES = 50;

    private final byte[] head;
    private final List<Map<String, JsonToken>> known = new ArrayList<>();
    private int line;
    private int at;

    JsonHead(byte[] head) {
        this.head = head;
    }

    /** Decides on the fields of one object, each with the token its value begins with. */
    interface Question {
        boolean holdsFor(Map<String, JsonToken> fields);
    }

    /** Whether it holds for the first object, or for one that begins a later line. */
    boolean any(Question question) {
        for (int i = 0; i < known.size() || findNext(); i++) {
            if (question.holdsFor(known.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean findNext() {
        int before = known.size();
        while (known.size() == before && line < MOST_LINES && at < head.length) {
            int first = line == 0 ? firstOfContent() : at;
            if (first < head.length && (head[first] == '{' || (line == 0 && head[first] == '['))) {
                known.add(fields(first));
            }
            line++;
            while (at < head.length && head[at] != '\n') {
                at++;
            }
            at++;
        }
        return known.size() > before;
    }

    private int firstOfContent() {
        int from = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
        while (from < head.length
                && (head[from] == ' ' || head[from] == '\n' || head[from] == '\r' || head[from] == '\t')) {
            from++;
        }
        return from;
    }

    private Map<String, JsonToken> fields(int from) {
        Map<String, JsonToken> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), head, from, head.length - from)) {
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
