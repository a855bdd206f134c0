package io.policap.capture.hubble.json;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads Hubble's JSON: what {@code hubble observe -o json|jsonpb} prints and the exporter writes (Cilium 1.14 to 1.20).
 *
 * <p>One pass over the stream, one event in memory at a time. What cannot be read costs one event, is counted as
 * {@link SkipReason#MALFORMED} and named as an issue with its line; never an exception, and never with the content of
 * the line. One instance per file, for one thread.
 */
public final class HubbleJsonReader {
    /** Bytes that one event may have unless told otherwise: 8 MiB. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 8 << 20;

    /** Levels of nesting that one event may have; Hubble's own have 8. */
    private static final int MAX_NESTING = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String source;
    private final FlowSink sink;
    private final Issues issues;
    private final int maxEventBytes;
    private final HubbleRecord record = new HubbleRecord();
    private final HubbleJsonDecoder decoder = new HubbleJsonDecoder(record);
    private final FlowMapping mapping;

    /**
     * A reader for one file.
     *
     * @param source the file as the user named it, for places
     */
    public HubbleJsonReader(String source, FlowSink sink, Issues issues) {
        this(source, sink, issues, DEFAULT_MAX_EVENT_BYTES);
    }

    public HubbleJsonReader(String source, FlowSink sink, Issues issues, int maxEventBytes) {
        this.source = requireNonNull(source, "source");
        this.sink = requireNonNull(sink, "sink");
        this.issues = requireNonNull(issues, "issues");
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes " + maxEventBytes + " < 1");
        }
        this.maxEventBytes = maxEventBytes;
        this.mapping = new FlowMapping(sink, issues);
    }

    /** What was read: every event is one flow or one skip. */
    public record Counts(long events, long flows, long skips) {
        public Counts {
            if (events != flows + skips) {
                throw new IllegalArgumentException(
                        events + " events are not " + flows + " flows and " + skips + " skips");
            }
        }
    }

    /**
     * Reads the stream to its end and delivers what it holds; does not close it.
     *
     * @throws IOException when the stream itself fails; what came before was delivered
     */
    public Counts read(InputStream in) throws IOException {
        JsonFramer framer = new JsonFramer(in, maxEventBytes);
        long events = 0;
        long flows = 0;
        try {
            for (JsonFramer.Frame frame = framer.next(); frame != JsonFramer.Frame.END; frame = framer.next()) {
                events++;
                if (event(frame, framer)) {
                    flows++;
                }
            }
        } finally {
            mapping.end();
        }
        if (framer.endedInArray()) {
            issues.add(IssueCode.TRUNCATED_FILE, source, "the JSON array has no end; what is there was read");
        }
        return new Counts(events, flows, events - flows);
    }

    private boolean event(JsonFramer.Frame frame, JsonFramer framer) {
        switch (frame) {
            case OBJECT:
                return object(framer);
            case OTHER:
                return malformed(framer.line(), "not a JSON object");
            case CUT:
                return malformed(framer.line(), "the JSON object has no end; was the line cut?");
            case TOO_LONG:
                return malformed(framer.line(), "longer than " + maxEventBytes + " bytes; left out");
            case END:
                break;
        }
        throw new AssertionError(frame);
    }

    private boolean object(JsonFramer framer) {
        if (!framer.isAscii() && !Utf8.isValid(framer.buffer(), framer.start(), framer.end())) {
            return malformed(framer.line(), "not valid UTF-8");
        }
        String fault;
        try (JsonParser parser = JSON.createParser(
                ObjectReadContext.empty(), framer.buffer(), framer.start(), framer.end() - framer.start())) {
            parser.nextToken();
            decoder.decode(parser);
            return mapping.deliver(record, new Place(source, framer.line()));
        } catch (StreamConstraintsException beyondBounds) {
            fault = "nested deeper than " + MAX_NESTING + " levels, or a name or number of unreasonable length";
        } catch (JacksonException notJson) {
            fault = "not valid JSON at byte "
                    + Math.max(0, notJson.getLocation().getByteOffset()) + " of the object";
        }
        return malformed(framer.line(), fault);
    }

    private boolean malformed(long line, String reason) {
        issues.add(IssueCode.MALFORMED_FLOW, new Place(source, line).toString(), reason);
        sink.skip(SkipReason.MALFORMED, 1);
        return false;
    }
}
