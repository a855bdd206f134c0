package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.EndpointFields;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.skim.EndpointTable.Known;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link HubbleRecord} from a line in the form in which Hubble writes flows: an envelope with a flow, proto names,
 * no space between, nothing twice. Any other line is left to the strict reader.
 *
 * <p>Most of a line was there before: endpoints, and the members behind them, are recognised by their bytes and not read
 * again. Not safe for several threads.
 */
final class LineSkimmer {
    private static final byte[] FLOW = Keys.bytes("{\"flow\":{");
    private static final byte[] TIME = Keys.bytes("\"time\":");
    private static final byte[] NODE_NAME = Keys.bytes("\"node_name\":");

    private static final int NODE_SLOTS = 1 << 10;
    private static final int NODE_HASHED = 64;
    private static final int REST_SLOTS = 1 << 14;
    private static final int REST_HASHED = 160;
    /** Numbers of two ends make the hint for the run behind them. */
    private static final int MIX = 0x2C1B3C6D;

    private final HubbleRecord record;
    private final SkimValues values = new SkimValues();
    private final FlowFieldSkimmer fields;
    private final EndpointSkimmer endpointSkimmer = new EndpointSkimmer(values);
    private final EndpointTable endpoints = new EndpointTable();
    private final EndpointFields scratch = new EndpointFields();
    private final RunTable nodes = new RunTable(NODE_SLOTS, NODE_HASHED);
    private final RunTable rests = new RunTable(REST_SLOTS, REST_HASHED);

    private int limit;
    private int seen;
    private @Nullable Known source;
    private @Nullable Known destination;
    private int timeFrom;
    private int timeTo;
    private int runFrom;
    private int runSlot;
    private int runSeen;

    LineSkimmer(HubbleRecord record) {
        this.record = record;
        this.fields = new FlowFieldSkimmer(record, values);
    }

    /**
     * Reads the line that begins here.
     *
     * @param end a position behind the line, where some line's newline stands right before
     * @return where the next line begins, or -1 where the strict reader has to read this one
     */
    int read(byte[] line, int from, int end) {
        if (!Keys.at(line, from, FLOW)) {
            return -1;
        }
        record.clear();
        record.kind = HubbleRecord.Kind.FLOW;
        limit = end;
        seen = 0;
        source = null;
        destination = null;
        runFrom = -1;
        int at = flow(line, from + FLOW.length);
        if (at < 0) {
            return -1;
        }
        // A run that was known reaches to here.
        at = at > 0 && runFrom == Integer.MAX_VALUE ? envelopeTime(line, at) : envelope(line, at);
        if (at < 0 || line[at] != '}') {
            return -1;
        }
        at++;
        if (line[at] == '\r') {
            at++;
        }
        return line[at] == '\n' ? at + 1 : -1;
    }

    /** From behind the flow's opening brace to behind its closing one, or to the envelope's time. */
    private int flow(byte[] line, int from) {
        int at = from;
        if (line[at] == '}') {
            return at + 1;
        }
        boolean inNode = false;
        while (line[at] == '"') {
            if ((seen & FlowField.ENDPOINTS) == FlowField.ENDPOINTS) {
                if (line[at + 1] == 'T' && (seen & FlowField.NODE_RUN) == 0) {
                    int slot = nodes.slot(line, at, limit, 0);
                    Run run = nodes.at(slot, line, at, limit);
                    if (run != null && (run.seen & seen) == 0) {
                        run.putNode(record);
                        seen |= run.seen;
                        at += run.bytes.length;
                        continue;
                    }
                    inNode = true;
                    runFrom = at;
                    runSlot = slot;
                    runSeen = seen;
                } else if (inNode && !isOfNode(line, at)) {
                    inNode = false;
                    keepNode(line, at);
                    runFrom = -1;
                }
                if (!inNode && runFrom < 0 && (seen & FlowField.REST) == 0 && mayBeginRest(line, at)) {
                    int slot = rests.slot(line, at, limit, hint());
                    Run run = rests.at(slot, line, at, limit);
                    if (run != null && (run.seen & seen) == 0) {
                        run.putRest(record);
                        seen |= run.seen;
                        runFrom = Integer.MAX_VALUE;
                        return at + run.bytes.length;
                    }
                    runFrom = at;
                    runSlot = slot;
                    runSeen = seen;
                }
            }
            at = member(line, at + 1);
            if (at < 0) {
                return -1;
            }
            if (line[at] == '}') {
                return at + 1;
            }
            if (line[at] != ',') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private static boolean isOfNode(byte[] line, int at) {
        return line[at + 1] == 'n' && line[at + 2] == 'o' && line[at + 3] == 'd' && line[at + 4] == 'e';
    }

    /** Whether a member that mostly begins what repeats stands here; not what differs from line to line. */
    private static boolean mayBeginRest(byte[] line, int at) {
        byte first = line[at + 1];
        return first == 'e' || first == 'r' || first == 'i' || first == 't';
    }

    /** What the run behind the endpoints depends on beside its first bytes: the interface is that of an end on this node. */
    private int hint() {
        Known end = destination;
        if (end == null || end.fields.id == 0) {
            end = source;
        }
        return (end == null ? 0 : end.number * MIX) + record.tcpFlags;
    }

    private void keepNode(byte[] line, int to) {
        int added = seen & ~runSeen;
        if ((added & ~FlowField.NODE_RUN) == 0 && RunTable.fits(to - runFrom)) {
            nodes.keep(runSlot, new Run(Arrays.copyOfRange(line, runFrom, to), added, false, record));
        }
    }

    /** From behind a name's first quote to behind the value. */
    private int member(byte[] line, int from) {
        int end = JsonSkip.plainText(line, from);
        if (end < 0 || line[end + 1] != ':') {
            return -1;
        }
        int field = FlowField.of(line, from, end);
        if (field < 0 || (seen & field) != 0) {
            return -1;
        }
        seen |= field;
        int at = end + 2;
        switch (field) {
            case FlowField.TIME:
                timeFrom = at;
                timeTo = values.time(line, at, record.time);
                return timeTo;
            case FlowField.SOURCE:
                return endpoint(line, at, record.sourceIp, true);
            case FlowField.DESTINATION:
                return endpoint(line, at, record.destinationIp, false);
            case 0:
                return JsonSkip.value(line, at);
            default:
                return fields.read(line, at, field);
        }
    }

    private int endpoint(byte[] line, int at, String address, boolean isSource) {
        int slot = EndpointTable.slot(line, at, limit, address);
        Known known = endpoints.at(slot, line, at, limit);
        int end;
        if (known != null) {
            end = at + known.bytes.length;
        } else {
            end = endpointSkimmer.read(line, at, scratch);
            if (end < 0) {
                return -1;
            }
            known = endpoints.keep(slot, line, at, end, scratch);
        }
        EndpointFields read = known == null ? scratch.shared() : known.fields;
        if (isSource) {
            source = known;
            record.source = read;
        } else {
            destination = known;
            record.destination = read;
        }
        return end;
    }

    /** From behind the flow to the envelope's closing brace. */
    private int envelope(byte[] line, int from) {
        int at = from;
        boolean node = false;
        boolean time = false;
        while (line[at] == ',') {
            at++;
            if (!node && Keys.at(line, at, NODE_NAME)) {
                node = true;
                at = values.text(line, at + NODE_NAME.length);
                record.envelopeNode = values.text;
            } else if (!time && Keys.at(line, at, TIME)) {
                time = true;
                at += TIME.length;
                if (node && runFrom >= 0) {
                    keepRest(line, at);
                }
                at = envelopeTime(line, at);
            } else {
                return -1;
            }
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    private void keepRest(byte[] line, int to) {
        int added = seen & ~runSeen;
        if ((added & ~FlowField.REST) == 0 && RunTable.fits(to - runFrom)) {
            rests.keep(runSlot, new Run(Arrays.copyOfRange(line, runFrom, to), added, true, record));
        }
    }

    /** Mostly the same as the flow's. */
    private int envelopeTime(byte[] line, int at) {
        int length = timeTo - timeFrom;
        if ((seen & FlowField.TIME) != 0
                && limit - at > length
                && Arrays.equals(line, timeFrom, timeTo, line, at, at + length)) {
            record.envelopeTime.set(record.time.seconds(), record.time.nanos());
            return at + length;
        }
        return values.time(line, at, record.envelopeTime);
    }
}
