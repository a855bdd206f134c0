package io.policap.capture.packet.vantage;

/** The link addresses that every unicast frame so far has as its source or destination: two at most. */
final class CommonMac {
    /** The bit of a 48-bit link address that marks groups (IEEE 802, individual/group address bit). */
    private static final long GROUP = 1L << 40;

    private boolean seen;
    private boolean hasFirst;
    private boolean hasSecond;
    private long first;
    private long second;

    static boolean isGroup(long mac) {
        return (mac & GROUP) != 0;
    }

    void add(long source, long destination) {
        if (!seen) {
            seen = true;
            first = source;
            second = destination;
            hasFirst = true;
            hasSecond = source != destination;
            return;
        }
        hasFirst = hasFirst && (first == source || first == destination);
        hasSecond = hasSecond && (second == source || second == destination);
    }

    /** Whether another frame may change anything. */
    boolean isOpen() {
        return !seen || hasFirst || hasSecond;
    }

    /** Whether there were unicast frames and all of them came from, or went to, one device. */
    boolean found() {
        return hasFirst || hasSecond;
    }

    boolean hasFirst() {
        return hasFirst;
    }

    boolean isSingle() {
        return hasFirst != hasSecond;
    }

    boolean isFirst(long mac) {
        return first == mac;
    }

    boolean isSecond(long mac) {
        return second == mac;
    }
}
