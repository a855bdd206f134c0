package io.policap.capture.hubble.json;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.Places;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Decodes and delivers what a framer found, one event at a time. Not safe for several threads. */
final class JsonEvents {
    /** Levels of nesting that one event may have; Hubble's own have 8. */
    private static final int MAX_NESTING = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Places places;
    private final FlowSink sink;
    private final Issues issues;
    private final int maxEventBytes;
    private final HubbleRecord record = new HubbleRecord();
    private final HubbleJsonDecoder decoder = new HubbleJsonDecoder(record);
    private final FlowMapping mapping;

    JsonEvents(Places places, FlowSink sink, Issues issues, int maxEventBytes, FlowMapping mapping) {
        this.places = requireNonNull(places, "places");
        this.sink = requireNonNull(sink, "sink");
        this.issues = requireNonNull(issues, "issues");
        this.mapping = requireNonNull(mapping, "mapping");
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes " + maxEventBytes + " < 1");
        }
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Delivers one frame; true where it became a flow.
     *
     * @param line the line in which it began
     */
    boolean deliver(JsonFramer.Frame frame, JsonFramer framer, long line) {
        switch (frame) {
            case OBJECT:
                return object(framer, line);
            case OTHER:
                return malformed(line, "not a JSON object");
            case CUT:
                return malformed(line, "the JSON object has no end; was the line cut?");
            case TOO_LONG:
                return malformed(line, "longer than " + maxEventBytes + " bytes; left out");
            case END:
                break;
        }
        throw new AssertionError(frame);
    }

    private boolean object(JsonFramer framer, long line) {
        if (!framer.isAscii() && !Utf8.isValid(framer.buffer(), framer.start(), framer.end())) {
            return malformed(line, "not valid UTF-8");
        }
        String fault;
        try (JsonParser parser = JSON.createParser(
                ObjectReadContext.empty(), framer.buffer(), framer.start(), framer.end() - framer.start())) {
            parser.nextToken();
            decoder.decode(parser);
            return mapping.deliver(record, places, line);
        } catch (StreamConstraintsException beyondBounds) {
            fault = "nested deeper than " + MAX_NESTING + " levels, or a name or number of unreasonable length";
        } catch (JacksonException notJson) {
            fault = "not valid JSON at byte "
                    + Math.max(0, notJson.getLocation().getByteOffset()) + " of the object";
        }
        return malformed(line, fault);
    }

    private boolean malformed(long line, String reason) {
        issues.add(IssueCode.MALFORMED_FLOW, places.ofIssue(line).toString(), reason);
        sink.skip(SkipReason.MALFORMED, 1);
        return false;
    }
}
