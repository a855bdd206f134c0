package io.policap.capture.packet.vantage;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;

/** The addresses of one family that every packet so far has as its source or destination: two at most. */
final class CommonAddress {
    private final boolean v6;
    private boolean seen;
    private boolean hasOne;
    private boolean hasOther;
    private long oneHigh;
    private long oneLow;
    private long otherHigh;
    private long otherLow;

    CommonAddress(boolean v6) {
        this.v6 = v6;
    }

    void add(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        if (!seen) {
            seen = true;
            hasOne = true;
            oneHigh = sourceHigh;
            oneLow = sourceLow;
            hasOther = sourceHigh != destinationHigh || sourceLow != destinationLow;
            otherHigh = destinationHigh;
            otherLow = destinationLow;
            return;
        }
        hasOne = hasOne
                && ((oneLow == sourceLow && oneHigh == sourceHigh)
                        || (oneLow == destinationLow && oneHigh == destinationHigh));
        hasOther = hasOther
                && ((otherLow == sourceLow && otherHigh == sourceHigh)
                        || (otherLow == destinationLow && otherHigh == destinationHigh));
    }

    /** Whether a packet of the family was seen at all. */
    boolean seen() {
        return seen;
    }

    /** What is left, none where no packet was seen. */
    List<Ip> candidates() {
        List<Ip> left = new ArrayList<>(2);
        if (hasOne) {
            left.add(ip(oneHigh, oneLow));
        }
        if (hasOther) {
            left.add(ip(otherHigh, otherLow));
        }
        return left;
    }

    private Ip ip(long high, long low) {
        return v6 ? Ip.v6(high, low) : Ip.v4((int) low);
    }
}
