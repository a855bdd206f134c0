package io.policap.capture.hubble.wire;

import io.policap.capture.hubble.event.EventTime;

/** Reads {@code google.protobuf.Timestamp}. */
final class WireTime {
    /** 0001-01-01 and 10000-01-01: outside, the type has no JSON form and holds no time. */
    private static final long FIRST = -62_135_596_800L;

    private static final long END = 253_402_300_800L;

    private static final int SECONDS = 1 << 3;
    private static final int NANOS = 2 << 3;

    private WireTime() {}

    /** Reads on in a time of which a part may have been read before. */
    static void read(WireCursor in, EventTime into) {
        long seconds = into.seconds();
        int nanos = into.nanos();
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case SECONDS:
                    seconds = in.varint();
                    break;
                case NANOS:
                    nanos = (int) in.varint();
                    break;
                default:
                    in.skip(tag);
            }
        }
        in.leave(outer);
        into.set(seconds, nanos);
        if (seconds < FIRST || seconds >= END) {
            into.unreadable();
        }
    }
}
