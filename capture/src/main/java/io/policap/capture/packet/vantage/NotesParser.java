package io.policap.capture.packet.vantage;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Parses the YAML of a notes file, keeping the line of every value; depth and size are bounded. */
final class NotesParser {
    /** The notes' own structure is four deep. */
    private static final int MAX_DEPTH = 20;

    private static final TokenStreamFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 5)
                    .maxStringLength(RecordingNotesReader.MAX_BYTES)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser parser;

    private NotesParser(JsonParser parser) {
        this.parser = parser;
    }

    /** Says that a text is not one YAML document, and in which line that shows; 0 where it is not known. */
    static final class NotYaml extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        NotYaml(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static NotesValue parse(byte[] bytes) throws NotYaml {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), bytes)) {
            NotesParser document = new NotesParser(parser);
            if (parser.nextToken() == null) {
                throw new NotYaml(1, "it is empty");
            }
            NotesValue value = document.value(0);
            if (parser.nextToken() != null) {
                throw new NotYaml(document.line(), "a second document begins");
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new NotYaml(at == null ? 0 : Math.max(0, at.getLineNr()), "it is not well-formed YAML");
        } catch (RuntimeException e) {
            // The YAML scanner has been seen to throw others on damaged input.
            throw new NotYaml(0, "it is not well-formed YAML");
        }
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private NotesValue value(int depth) throws NotYaml {
        int line = line();
        if (depth > MAX_DEPTH) {
            throw new NotYaml(line, "it is nested deeper than " + MAX_DEPTH);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            List<NotesValue.Field> fields = new ArrayList<>();
            while (next() != JsonToken.END_OBJECT) {
                int keyLine = line();
                String key = String.valueOf(parser.currentName());
                next();
                fields.add(new NotesValue.Field(keyLine, key, value(depth + 1)));
            }
            return new NotesValue.Fields(line, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<NotesValue> items = new ArrayList<>();
            while (next() != JsonToken.END_ARRAY) {
                items.add(value(depth + 1));
            }
            return new NotesValue.Items(line, items);
        }
        return new NotesValue.Scalar(line, token == JsonToken.VALUE_NULL ? "" : String.valueOf(parser.getString()));
    }

    private JsonToken next() throws NotYaml {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new NotYaml(0, "it ends too early");
        }
        return token;
    }
}
