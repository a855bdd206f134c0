package io.policap.capture.hubble.json;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.Places;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;

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

    private final String source;
    private final Issues issues;
    private final int maxEventBytes;
    private final FlowMapping mapping;
    private final JsonEvents delivery;

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
        this.issues = requireNonNull(issues, "issues");
        this.maxEventBytes = maxEventBytes;
        this.mapping = new FlowMapping(requireNonNull(sink, "sink"), issues);
        this.delivery = new JsonEvents(Places.exact(source), sink, issues, maxEventBytes, mapping);
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
                if (delivery.deliver(frame, framer, framer.line())) {
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
}
