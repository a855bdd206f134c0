package io.policap.capture.hubble.json;

import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.Places;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;

/**
 * The strict reader for single lines: reads from where a line begins up to where another one begins anew.
 *
 * <p>What it leaves behind there is what {@link HubbleJsonReader} would have left had it read everything before. Not safe
 * for several threads.
 */
public final class StrictLines {
    private final JsonFramer framer;
    private final JsonEvents delivery;
    private long events;
    private long flows;
    private boolean endedInArray;

    public StrictLines(Places places, FlowSink sink, Issues issues, int maxEventBytes, FlowMapping mapping) {
        this.framer = new JsonFramer(InputStream.nullInputStream(), maxEventBytes);
        this.delivery = new JsonEvents(places, sink, issues, maxEventBytes, mapping);
    }

    /** Whether reading may go on; asked after each event that did not end its line. */
    @FunctionalInterface
    public interface Patience {
        boolean lasts();
    }

    /**
     * Reads events until one ends its line and leaves nothing open, or until the end.
     *
     * @param lines begins with a line, and gives no byte of the next line together with one of this line
     * @param firstLine the number of that line
     * @param atFileStart whether nothing stands before it
     * @return the number of the line that begins there, 0 where patience came to its end
     */
    public long read(InputStream lines, long firstLine, boolean atFileStart, Patience patience) throws IOException {
        framer.restart(lines, firstLine, atFileStart);
        endedInArray = false;
        for (JsonFramer.Frame frame = framer.next(); frame != JsonFramer.Frame.END; frame = framer.next()) {
            events++;
            if (delivery.deliver(frame, framer, framer.line())) {
                flows++;
            }
            if (framer.endsLine()) {
                return framer.currentLine();
            }
            if (!patience.lasts()) {
                return 0;
            }
        }
        endedInArray = framer.endedInArray();
        return framer.currentLine();
    }

    public long events() {
        return events;
    }

    public long flows() {
        return flows;
    }

    /** Whether the file began with an array and ended inside it. */
    public boolean endedInArray() {
        return endedInArray;
    }
}
