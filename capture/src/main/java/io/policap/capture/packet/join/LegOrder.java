package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.util.Comparator;

/**
 * The order of legs, which does not depend on the numbers of their captures: by time first, then by everything that can
 * be seen of them, last by their capture's name.
 */
final class LegOrder implements Comparator<Leg> {
    private static final Comparator<Leg> SEEN = Comparator.comparingLong(Leg::first)
            .thenComparingLong(Leg::last)
            .thenComparing(Leg::client)
            .thenComparingInt(Leg::clientPort)
            .thenComparing(Leg::server)
            .thenComparingInt(Leg::serverPort)
            .thenComparing(Leg::protocol)
            .thenComparingInt(Leg::icmpType)
            .thenComparing(Leg::exchange)
            .thenComparing(Leg::directed)
            .thenComparingLong(Leg::requestTime)
            .thenComparingLong(Leg::answerTime)
            .thenComparingLong(Leg::fingerprint)
            .thenComparingLong(Leg::packets)
            .thenComparingLong(Leg::clientPackets)
            .thenComparingLong(Leg::serverPackets)
            .thenComparingLong(Leg::record);

    private final CaptureNames names;

    LegOrder(CaptureNames names) {
        this.names = names;
    }

    @Override
    public int compare(Leg left, Leg right) {
        // Ties go to the name of the capture before its record numbers, which are of no meaning between captures.
        int byFirst = Long.compare(left.first(), right.first());
        if (byFirst != 0) {
            return byFirst;
        }
        int byName = left.capture() == right.capture()
                ? 0
                : names.source(left.capture()).compareTo(names.source(right.capture()));
        return byName != 0 ? byName : SEEN.compare(left, right);
    }
}
