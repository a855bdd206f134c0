package io.policap.capture.packet.vantage;

import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    // While both are left: which of them is not always at the same end of the frame as a link address.
    private boolean oneLeftFirstMac;
    private boolean oneLeftSecondMac;
    private boolean otherLeftFirstMac;
    private boolean otherLeftSecondMac;

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

    /** Notes, for the packet just added, whether the first and the second candidate of {@code mac} sent its frame. */
    void addSender(long sourceHigh, long sourceLow, boolean firstMacSent, boolean secondMacSent) {
        if (hasOne && hasOther) {
            boolean oneSent = oneLow == sourceLow && oneHigh == sourceHigh;
            oneLeftFirstMac |= oneSent != firstMacSent;
            oneLeftSecondMac |= oneSent != secondMacSent;
            otherLeftFirstMac |= oneSent == firstMacSent;
            otherLeftSecondMac |= oneSent == secondMacSent;
        }
    }

    /** Of two addresses that are left, the one that was always behind the one link address that is left. */
    Optional<Ip> behind(CommonMac mac) {
        if (!hasOne || !hasOther || !mac.isSingle()) {
            return Optional.empty();
        }
        boolean oneLeft = mac.hasFirst() ? oneLeftFirstMac : oneLeftSecondMac;
        boolean otherLeft = mac.hasFirst() ? otherLeftFirstMac : otherLeftSecondMac;
        if (oneLeft == otherLeft) {
            return Optional.empty();
        }
        return Optional.of(oneLeft ? ip(otherHigh, otherLow) : ip(oneHigh, oneLow));
    }

    /** Whether another packet may change anything. */
    boolean isOpen() {
        return !seen || hasOne || hasOther;
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
