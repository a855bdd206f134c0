package io.policap.capture.yaml;

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
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Parses the one YAML document of a file that people write, keeping the line of every value; depth and size are bounded.
 *
 * <p>Aliases and tags are refused: what a value is should be seen where it stands.
 */
public final class LinedYaml {
    /** Such a file is written by hand; the parser takes time with the square of a line's length. */
    public static final int MAX_BYTES = 1 << 20;

    /** The structure of these files is at most six deep. */
    private static final int MAX_DEPTH = 20;

    private static final TokenStreamFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 5)
                    .maxStringLength(MAX_BYTES)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser parser;

    private LinedYaml(JsonParser parser) {
        this.parser = parser;
    }

    /** Says that a text is not one YAML document, and in which line that shows; 0 where it is not known. */
    public static final class NotYaml extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        NotYaml(int line, String message) {
            super(message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    /** Parses a file's content; at most {@link #MAX_BYTES}, or the parser takes too long. */
    public static LinedValue parse(byte[] bytes) throws NotYaml {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), bytes)) {
            LinedYaml document = new LinedYaml(parser);
            if (parser.nextToken() == null) {
                throw new NotYaml(1, "it is empty");
            }
            LinedValue value = document.value(0);
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

    private LinedValue value(int depth) throws NotYaml {
        int line = line();
        if (depth > MAX_DEPTH) {
            throw new NotYaml(line, "it is nested deeper than " + MAX_DEPTH);
        }
        refuseReferences(line);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            List<LinedValue.Field> fields = new ArrayList<>();
            while (next() != JsonToken.END_OBJECT) {
                int keyLine = line();
                String key = String.valueOf(parser.currentName());
                next();
                fields.add(new LinedValue.Field(keyLine, key, value(depth + 1)));
            }
            return new LinedValue.Fields(line, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<LinedValue> items = new ArrayList<>();
            while (next() != JsonToken.END_ARRAY) {
                items.add(value(depth + 1));
            }
            return new LinedValue.Items(line, items);
        }
        return new LinedValue.Scalar(line, token == JsonToken.VALUE_NULL ? "" : String.valueOf(parser.getString()));
    }

    private void refuseReferences(int line) throws NotYaml {
        boolean alias = parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
        if (alias || parser.getTypeId() != null) {
            throw new NotYaml(line, (alias ? "an alias" : "a tag") + " is not read here; write the value out");
        }
    }

    private JsonToken next() throws NotYaml {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new NotYaml(0, "it ends too early");
        }
        return token;
    }
}
