package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import java.util.ArrayList;
import java.util.List;

/** The distinct pairs of source and destination of a capture, with counts. */
final class AddressPairs {
    /** Pairs held at most, of each family. */
    static final int MOST = 1 << 14;

    /** Taken together, so that the processor fetches their places from memory at the same time. */
    private final long[] waiting = new long[64];

    private int waits;
    private final PairTable v4 = new PairTable(false);
    private final PairTable v6 = new PairTable(true);

    /** @param direction the packet type of cooked captures, else {@link PacketHeader#DIRECTION_UNKNOWN} */
    void add(boolean isV6, long fromHigh, long fromLow, long toHigh, long toLow, int direction) {
        long bits = direction == PacketHeader.TO_US
                ? PairTable.TO_US
                : direction == PacketHeader.FROM_US ? PairTable.FROM_US : 0;
        takeWaiting();
        (isV6 ? v6 : v4).add(fromHigh, fromLow, toHigh, toLow, bits);
    }

    /** Adds an IPv4 packet whose direction is not known, by its source in the upper half and its destination. */
    void add4(long pair) {
        waiting[waits++] = pair;
        if (waits == waiting.length) {
            takeWaiting();
        }
    }

    /** Adds pairs of IPv4 addresses that were counted elsewhere. */
    void add(PairTable others) {
        takeWaiting();
        v4.add(others);
    }

    private void takeWaiting() {
        v4.add(waiting, waits);
        waits = 0;
    }

    /** Whether there were pairs that are not held. */
    boolean overflowed() {
        takeWaiting();
        return v4.overflowed() || v6.overflowed();
    }

    List<AddressPair> list() {
        takeWaiting();
        List<AddressPair> all = new ArrayList<>();
        v4.list(all);
        v6.list(all);
        return all;
    }
}
