package io.policap.capture.packet.vantage;

/** The link addresses that every unicast frame so far has as its source or destination: two at most. */
final class CommonMac {
    /** The bit of a 48-bit link address that marks groups (IEEE 802, individual/group address bit). */
    private static final long GROUP = 1L << 40;

    private boolean seen;
    private boolean hasOne;
    private boolean hasOther;
    private long one;
    private long other;

    static boolean isGroup(long mac) {
        return (mac & GROUP) != 0;
    }

    void add(long source, long destination) {
        if (!seen) {
            seen = true;
            one = source;
            other = destination;
            hasOne = true;
            hasOther = source != destination;
            return;
        }
        hasOne = hasOne && (one == source || one == destination);
        hasOther = hasOther && (other == source || other == destination);
    }

    /** Whether there were unicast frames and all of them came from, or went to, one device. */
    boolean found() {
        return hasOne || hasOther;
    }
}
