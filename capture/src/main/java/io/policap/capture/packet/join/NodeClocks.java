package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares times that captures of different nodes took, by the skews that were measured between them. */
final class NodeClocks {
    private final CaptureNames names;
    private final Map<List<String>, ClockSkew> skews = new HashMap<>();
    private final long largest;

    NodeClocks(CaptureNames names, List<ClockSkew> measured) {
        this.names = names;
        long most = 0;
        for (ClockSkew skew : measured) {
            skews.put(List.of(skew.nodeA(), skew.nodeB()), skew);
            most = Math.max(most, Math.abs(skew.offset()) + tolerated(skew));
        }
        this.largest = most;
    }

    /** How far the uncorrected times of one event may be apart at most beyond what it took, in nanoseconds. */
    long largest() {
        return largest;
    }

    /** Whether both were opened at the same time, but for what NAT takes, by the captures that compare best. */
    boolean openedTogether(MergedLeg one, MergedLeg other) {
        for (Leg left : one.legs()) {
            for (Leg right : other.legs()) {
                if (together(left, right)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean together(Leg left, Leg right) {
        long apart = Times.opened(right) - Times.opened(left);
        if (Math.abs(apart) <= Times.NAT_DELAY) {
            return true;
        }
        if (left.capture() == right.capture() || skews.isEmpty()) {
            return false;
        }
        String nodeLeft = names.node(left.capture());
        String nodeRight = names.node(right.capture());
        boolean ordered = nodeLeft.compareTo(nodeRight) < 0;
        ClockSkew skew = skews.get(ordered ? List.of(nodeLeft, nodeRight) : List.of(nodeRight, nodeLeft));
        return skew != null
                && Math.abs(apart - (ordered ? skew.offset() : -skew.offset())) <= Times.NAT_DELAY + tolerated(skew);
    }

    // Three times the median distance leaves out few connections of a clock that only jitters.
    private static long tolerated(ClockSkew skew) {
        return 3 * skew.spread();
    }
}
