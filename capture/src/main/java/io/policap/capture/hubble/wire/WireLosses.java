package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.HubbleRecord;

/** Reads what tells of an incomplete observation: {@code flow.LostEvent} and {@code relay.NodeStatusEvent}. */
final class WireLosses {
    private static final int LOST_SOURCE = 1 << 3;
    private static final int LOST_COUNT = 2 << 3;
    private static final int LOST_FIRST = 4 << 3 | 2;
    private static final int LOST_LAST = 5 << 3 | 2;

    private static final int STATE_CHANGE = 1 << 3;
    private static final int NODE_NAMES = 2 << 3 | 2;
    private static final int MESSAGE = 3 << 3 | 2;

    private WireLosses() {}

    static void lostEvents(WireCursor in, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case LOST_SOURCE:
                    record.lostSource = (int) in.varint();
                    break;
                case LOST_COUNT:
                    long count = in.varint();
                    // A counter of 64 bits without sign ends where a long ends, as in the JSON form.
                    record.lostCount = count < 0 ? Long.MAX_VALUE : count;
                    break;
                case LOST_FIRST:
                    WireTime.read(in, record.lostFirst);
                    break;
                case LOST_LAST:
                    WireTime.read(in, record.lostLast);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }

    static void nodeStatus(WireCursor in, WireTexts texts, HubbleRecord record) {
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case STATE_CHANGE:
                    record.nodeState = (int) in.varint();
                    break;
                case NODE_NAMES:
                    record.nodeNames.add(texts.next(in));
                    break;
                case MESSAGE:
                    record.nodeMessage = texts.next(in);
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
