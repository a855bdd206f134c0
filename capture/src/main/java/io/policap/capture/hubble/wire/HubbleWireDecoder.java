package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.event.HubbleRecord.Kind;
import java.util.Objects;

/**
 * Fills a {@link HubbleRecord} from the bytes of one {@code observer.GetFlowsResponse}, or of an exporter's
 * {@code ExportEvent}, without building the messages.
 *
 * <p>It reads what {@code HubbleJsonReader} reads of the same message in JSON, and a UUID besides. Fields that are not
 * used or not known are passed over undecoded, so that what is damaged in them is not seen; of unknown enums the number
 * is kept. Messages that occur more than once are merged and of a oneof the last member counts, as proto3 has it.
 * Damaged bytes make the record faulty with a reason that says what and where, and never an exception. Groups, which
 * Hubble never had, are damage; nothing else can nest deeper than Hubble's own messages, as what is unknown is not
 * entered.
 *
 * <p>Texts and whole endpoints that repeat are recognised by their bytes: nothing is allocated for them. The tables have
 * a fixed size, at most about 20 MiB with what clusters send. Not safe for several threads.
 */
public final class HubbleWireDecoder {
    private static final int FLOW = 1 << 3 | 2;
    private static final int NODE_STATUS = 2 << 3 | 2;
    private static final int LOST_EVENTS = 3 << 3 | 2;
    private static final int AGENT_EVENT = 4 << 3 | 2;
    private static final int DEBUG_EVENT = 5 << 3 | 2;
    private static final int NODE_NAME = 1000 << 3 | 2;
    private static final int TIME = 1001 << 3 | 2;

    private final WireCursor in = new WireCursor();
    private final WireTexts texts = new WireTexts(1 << 14, 256);
    private final WireTexts rareTexts = new WireTexts(1 << 13, 1024);
    private final WireFlow flow = new WireFlow(texts, rareTexts);

    /**
     * Reads one event.
     *
     * @param bytes where the message lies; they are not kept
     * @param record cleared first; its endpoints may be shared with later records and are not to be changed
     * @throws IndexOutOfBoundsException where the array has no such bytes
     */
    public void decode(byte[] bytes, int offset, int length, HubbleRecord record) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        record.clear();
        flow.clear();
        in.begin(bytes, offset, length);
        envelope(record);
        if (in.isDamaged()) {
            record.fault(in.damage());
        } else {
            WireNumbers.check(record);
        }
        in.end();
    }

    private void envelope(HubbleRecord record) {
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FLOW:
                    become(Kind.FLOW, record);
                    flow.read(in, record);
                    break;
                case NODE_STATUS:
                    become(Kind.NODE_STATUS, record);
                    WireLosses.nodeStatus(in, texts, record);
                    break;
                case LOST_EVENTS:
                    become(Kind.LOST_EVENTS, record);
                    WireLosses.lostEvents(in, record);
                    break;
                case AGENT_EVENT:
                case DEBUG_EVENT:
                    become(Kind.OTHER_EVENT, record);
                    in.skip(tag);
                    break;
                case NODE_NAME:
                    record.envelopeNode = texts.next(in);
                    break;
                case TIME:
                    WireTime.read(in, record.envelopeTime);
                    break;
                default:
                    in.skip(tag);
            }
        }
        boolean told = !record.envelopeNode.isEmpty() || !record.envelopeTime.isAbsent();
        if (record.kind == Kind.NONE && told) {
            // An envelope around something unknown is a kind of event that is newer than this reader.
            record.kind = Kind.OTHER_EVENT;
        }
    }

    /** Of the members of a oneof the last one counts. */
    private void become(Kind kind, HubbleRecord record) {
        if (record.kind != kind) {
            if (record.kind != Kind.NONE) {
                record.clearEvent();
                flow.clear();
            }
            record.kind = kind;
        }
    }
}
