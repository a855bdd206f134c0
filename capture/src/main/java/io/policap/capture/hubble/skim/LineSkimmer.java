package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.EndpointFields;
import io.policap.capture.hubble.event.HubbleEnum;
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
    private static final Words.Token FLOW = new Words.Token("{\"flow\":{");
    private static final Words.Token FLOW_TIME = new Words.Token("{\"flow\":{\"time\":");
    private static final Words.Token UUID = new Words.Token(",\"uuid\":\"");
    private static final Words.Token FORWARDED = new Words.Token("\"verdict\":\"FORWARDED\",");
    private static final Words.Token ETHERNET = new Words.Token("\"ethernet\":{\"source\":\"");
    private static final Words.Token IP = new Words.Token("\"IP\":{\"source\":\"");
    private static final Words.Token TO = new Words.Token("\",\"destination\":\"");
    private static final Words.Token VERSION = new Words.Token("\",\"ipVersion\":\"IPv");
    private static final Words.Token L4 = new Words.Token("\"},\"l4\":");
    private static final Words.Token SOURCE = new Words.Token(",\"source\":");
    private static final Words.Token DESTINATION = new Words.Token(",\"destination\":");
    private static final int FORWARDED_NUMBER = HubbleEnum.VERDICT.number("FORWARDED");
    private static final byte[] TIME = Keys.bytes("\"time\":");
    private static final byte[] NODE_NAME = Keys.bytes("\"node_name\":");

    private final HubbleRecord record;
    private final SkimValues values = new SkimValues();
    private final FlowFieldSkimmer fields;
    private final EndpointSkimmer endpointSkimmer = new EndpointSkimmer(values);
    private final EndpointTable endpoints = new EndpointTable();
    private final EndpointFields scratch = new EndpointFields();
    private final RunTable reporters = new RunTable(FlowField.REPORTER, 1 << 10, 40);
    private final RunTable events = new RunTable(FlowField.EVENT, 1 << 10, 144);
    private final RunTable ends = new RunTable(FlowField.AGGREGATE, 1 << 13, 48);

    private int limit;
    private int seen;
    private int timeFrom;
    private int timeTo;
    /** The run that has begun and is not known. */
    private @Nullable RunTable open;
    /** Whether a run was found that reaches up to the value of the envelope's time. */
    private boolean ended;

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
        if (!FLOW.at(line, from)) {
            return -1;
        }
        record.clear();
        record.kind = HubbleRecord.Kind.FLOW;
        limit = end;
        seen = 0;
        open = null;
        ended = false;
        int at = timeAndUuid(line, from);
        if (at == 0) {
            seen = 0;
            at = from + FLOW.length;
        }
        at = flow(line, at);
        if (at < 0) {
            return -1;
        }
        at = ended ? envelopeTime(line, at) : envelope(line, at);
        if (at < 0 || line[at] != '}') {
            return -1;
        }
        at++;
        if (line[at] == '\r') {
            at++;
        }
        return line[at] == '\n' ? at + 1 : -1;
    }

    /** From a line's beginning to its third member, 0 where the first two are not a time and an identifier. */
    private int timeAndUuid(byte[] line, int from) {
        if (!FLOW_TIME.at(line, from)) {
            return 0;
        }
        timeFrom = from + FLOW_TIME.length;
        timeTo = values.time(line, timeFrom, record.time);
        if (timeTo < 0 || !UUID.at(line, timeTo)) {
            return 0;
        }
        seen = FlowField.TIME;
        int end = JsonSkip.plainText(line, timeTo + UUID.length);
        return end > 0 && line[end + 1] == ',' && line[end + 2] == '"' ? end + 2 : 0;
    }

    /**
     * From the verdict to behind the destination, where all members stand in Hubble's order; returned is how far it came,
     * to the beginning or end of a member.
     */
    private int verdictToDestination(byte[] line, int from) {
        record.verdict = FORWARDED_NUMBER;
        seen |= FlowField.VERDICT;
        int ethernet = from + FORWARDED.length;
        int at = ethernet;
        if (ETHERNET.at(line, at)) {
            at = JsonSkip.plainText(line, at + ETHERNET.length);
            if (at < 0 || !TO.at(line, at)) {
                return ethernet;
            }
            at = JsonSkip.plainText(line, at + TO.length);
            if (at < 0 || line[at + 1] != '}' || line[at + 2] != ',') {
                return ethernet;
            }
            at += 3;
        }
        int addresses = at;
        if (!IP.at(line, at) || (seen & (FlowField.IP | FlowField.L4 | FlowField.ENDPOINTS)) != 0) {
            return addresses;
        }
        int source = at + IP.length;
        int sourceEnd = JsonSkip.plainText(line, source);
        if (sourceEnd < 0 || !TO.at(line, sourceEnd)) {
            return addresses;
        }
        int destination = sourceEnd + TO.length;
        int end = JsonSkip.plainText(line, destination);
        if (end < 0 || !VERSION.at(line, end) || !L4.at(line, end + VERSION.length + 1)) {
            return addresses;
        }
        byte version = line[end + VERSION.length];
        if (version != '4' && version != '6') {
            return addresses;
        }
        record.sourceIp = values.intern(line, source, sourceEnd);
        record.destinationIp = values.intern(line, destination, end);
        seen |= FlowField.IP | FlowField.L4;
        at = fields.read(line, end + VERSION.length + 1 + L4.length, FlowField.L4);
        if (at < 0 || !SOURCE.at(line, at)) {
            return at;
        }
        seen |= FlowField.SOURCE;
        at = endpoint(line, at + SOURCE.length, record.sourceIp, true);
        if (at < 0 || !DESTINATION.at(line, at)) {
            return at;
        }
        seen |= FlowField.DESTINATION;
        return endpoint(line, at + DESTINATION.length, record.destinationIp, false);
    }

    /** From behind the flow's opening brace to behind its closing one, or to the envelope's time. */
    private int flow(byte[] line, int from) {
        int at = from;
        if (line[at] == '}') {
            return at + 1;
        }
        while (line[at] == '"') {
            if ((seen & FlowField.ENDPOINTS) == FlowField.ENDPOINTS) {
                RunTable here = runs(line, at);
                if (here != open) {
                    keepOpen(line, at);
                    int end = here == null ? 0 : run(line, at, here);
                    if (end > 0) {
                        at = end;
                        if (ended) {
                            return at;
                        }
                        continue;
                    }
                    open = here;
                }
            }
            if ((seen & FlowField.VERDICT) == 0 && FORWARDED.at(line, at)) {
                at = verdictToDestination(line, at);
                if (at >= 0 && line[at - 1] == ',') {
                    continue;
                }
            } else {
                at = member(line, at + 1);
            }
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

    /** The runs of which one may stand here, or is open. */
    private @Nullable RunTable runs(byte[] line, int at) {
        byte first = line[at + 1];
        byte second = line[at + 2];
        if (first == 'T' || (first == 'n' && second == 'o')) {
            return reporters;
        }
        // An L7 event's summary and what follows hardly repeat.
        if (first == 'S' || (first == 'i' && second == 'n')) {
            return (seen & FlowField.L7) == 0 ? ends : null;
        }
        if (open == events || open == ends) {
            return open;
        }
        return first == 'e' || first == 'r' || first == 't' || (first == 'i' && second == 's') ? events : null;
    }

    /** From here to behind a run that is known, 0 where none is. */
    private int run(byte[] line, int at, RunTable runs) {
        Run run;
        if (runs == ends) {
            run = ends.begin(line, at, limit, seen, record.node.hashCode() * 64 + record.tcpFlags);
            if (run != null) {
                run.putEnd(record);
                ended = true;
            }
        } else {
            run = runs.begin(line, at, limit, seen, 0);
            if (run != null && runs == events) {
                run.putEvent(record);
            } else if (run != null) {
                run.putReporter(record);
            }
        }
        if (run == null) {
            return 0;
        }
        seen |= run.seen;
        return at + run.bytes.length;
    }

    private void keepOpen(byte[] line, int to) {
        if (open != null && open != ends) {
            open.keep(line, to, seen, record);
        }
        open = null;
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
        int slot = EndpointTable.slot(line, at, address);
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
            record.source = read;
        } else {
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
                if (node && open == ends) {
                    ends.keep(line, at, seen, record);
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
