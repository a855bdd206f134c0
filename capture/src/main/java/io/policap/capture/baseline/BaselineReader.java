package io.policap.capture.baseline;

import io.policap.infer.baseline.BaselineFormat;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.flow.Place;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the file form of a baseline: every version of the format up to {@link BaselineFormat#VERSION}.
 *
 * <p>A stream is read in one pass, with bounds on nesting, texts and numbers of entries. A baseline is read whole or not
 * at all, as half of one would claim too little; keys that nobody knows are passed over and counted.
 */
public final class BaselineReader {
    private static final int MAX_NESTING = 16;
    private static final int MAX_TEXT = 16 << 20;
    private static final int MAX_DIGITS = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private BaselineReader() {}

    /**
     * Reads a baseline to the end of the stream; does not close it.
     *
     * @param place the file as the user named it, for messages
     * @throws UnreadableBaseline when it is none, is damaged or cut, is of a newer format, or the stream fails
     */
    public static BaselineReading read(String place, InputStream in) throws UnreadableBaseline {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            return read(place, parser);
        } catch (JacksonIOException failed) {
            throw new UnreadableBaseline(place, "the file cannot be read to its end; is it cut or damaged?");
        } catch (JacksonException unreadable) {
            throw new UnreadableBaseline(place, "the file does not begin as JSON does");
        }
    }

    private static BaselineReading read(String place, JsonParser parser) throws UnreadableBaseline {
        JsonCursor cursor = new JsonCursor(parser);
        try {
            int version = header(place, parser, cursor);
            BaselineSnapshot snapshot = body(version, cursor);
            if (parser.nextToken() != null) {
                throw new DamagedException("something follows the baseline; give baselines as files of their own");
            }
            return new BaselineReading(snapshot, version, cursor.unknownKeys(), issues(place, cursor));
        } catch (JacksonIOException failed) {
            throw failed;
        } catch (JacksonException notJson) {
            throw new UnreadableBaseline(
                    new Place(place, cursor.line()).toString(),
                    "not JSON within the bounds of a baseline; is the file cut or damaged?");
        } catch (DamagedException damaged) {
            throw new UnreadableBaseline(
                    new Place(place, cursor.line()).toString(), "not a sound baseline: " + damaged.getMessage());
        } catch (IllegalArgumentException refused) {
            throw new UnreadableBaseline(
                    new Place(place, cursor.line()).toString(),
                    "not a sound baseline: an address, port or interval that cannot be");
        }
    }

    private static int header(String place, JsonParser parser, JsonCursor cursor) throws UnreadableBaseline {
        boolean marked = parser.nextToken() == JsonToken.START_OBJECT
                && BaselineFormat.MARKER.equals(parser.nextName())
                && parser.nextToken() == JsonToken.VALUE_TRUE;
        if (!marked || !BaselineFormat.VERSION_KEY.equals(parser.nextName())) {
            throw new UnreadableBaseline(
                    place,
                    "not a baseline: it does not begin with \"" + BaselineFormat.MARKER + "\": true and \""
                            + BaselineFormat.VERSION_KEY + "\"");
        }
        cursor.next("the header");
        long version = cursor.count(BaselineFormat.VERSION_KEY);
        if (version > BaselineFormat.VERSION) {
            throw new UnreadableBaseline(
                    place,
                    "a baseline of format version " + version + ", and this policap reads up to version "
                            + BaselineFormat.VERSION + "; use the policap that wrote it, or a newer one");
        }
        if (version < 1) {
            throw new DamagedException("there is no format version " + version);
        }
        return (int) version;
    }

    /** Each version that was ever written has its reader here. */
    private static BaselineSnapshot body(int version, JsonCursor cursor) {
        return switch (version) {
            case 1 -> new Version1Reader(cursor).read();
            case 2 -> new Version2Reader(cursor).read();
            case 3 -> new Version3Reader(cursor).read();
            case 4 -> new Version4Reader(cursor).read();
            default -> throw new DamagedException("there is no format version " + version);
        };
    }

    private static List<Issue> issues(String place, JsonCursor cursor) {
        if (cursor.unknownKeys() == 0) {
            return List.of();
        }
        return List.of(new Issue(
                IssueCode.UNKNOWN_CONTENT,
                new Place(place, cursor.firstUnknownLine()).toString(),
                cursor.unknownKeys()
                        + " keys that a baseline does not have were passed over; was it edited or written by another"
                        + " version?"));
    }
}
