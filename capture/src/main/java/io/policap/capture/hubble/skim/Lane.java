package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.Places;
import io.policap.capture.hubble.json.StrictLines;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.issue.Issues;
import java.io.IOException;

/** What one thread reads with, and what it delivers to. */
final class Lane<S extends FlowSink> {
    final S sink;
    final Issues issues = new Issues();
    final FlowMapping mapping;

    private final Places places;
    private final int maxEventBytes;
    private final LineWindow window = new LineWindow();
    private final HubbleRecord record = new HubbleRecord();
    private final LineSkimmer skimmer = new LineSkimmer(record);
    private final StrictLines strict;
    private long line;
    private boolean within;
    private long events;
    private long flows;

    Lane(S sink, Places places, int maxEventBytes) {
        this.sink = sink;
        this.places = places;
        this.maxEventBytes = maxEventBytes;
        this.mapping = new FlowMapping(sink, issues);
        this.strict = new StrictLines(places, sink, issues, maxEventBytes, mapping);
    }

    LineWindow window() {
        return window;
    }

    /**
     * Reads from where a line begins, until a line begins at this offset or behind it.
     *
     * @param firstLine the number of the first line, from 1
     * @param begun whether anything but blank lines stands before it
     * @param patience whether to go on where an event does not end with its line
     * @return the number of the line at which it ended, 0 where patience came to its end
     */
    long read(long firstLine, boolean begun, long end, StrictLines.Patience patience) throws IOException {
        line = firstLine;
        within = begun;
        while (window.offset() < end) {
            boolean whole = window.hasLine();
            if (!whole && window.isAtEnd()) {
                break;
            }
            if (!whole || !skim(end)) {
                line = strict.read(window, line, window.offset() == 0, patience);
                within = true;
                if (line == 0) {
                    break;
                }
            }
        }
        return line;
    }

    /** Reads the whole lines of the window; false where it came to one that the strict reader has to read. */
    private boolean skim(long end) {
        byte[] bytes = window.bytes;
        int whole = window.whole;
        int stop = (int) Math.min(whole, window.index(end));
        int at = window.at;
        while (at < stop) {
            int next;
            if (bytes[at] == '\n' && within) {
                next = at + 1;
            } else {
                next = skimmer.read(bytes, at, whole);
                if (next < 0 || next - at > maxEventBytes) {
                    window.at = at;
                    return false;
                }
                within = true;
                events++;
                if (mapping.deliver(record, places, line)) {
                    flows++;
                }
            }
            line++;
            at = next;
        }
        window.at = at;
        return true;
    }

    /** Whether the file began with an array and ended inside it. */
    boolean endedInArray() {
        return strict.endedInArray();
    }

    long events() {
        return events + strict.events();
    }

    long flows() {
        return flows + strict.flows();
    }
}
