package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.util.Comparator;

/**
 * The order of legs, which does not depend on the numbers of their captures: by time first, then by everything that can
 * be seen of them, last by their capture's name.
 */
final class LegOrder implements Comparator<Leg> {
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
        return byName != 0 ? byName : compareSeen(left, right);
    }

    // Written out: a chain of comparators costs more to set up than all comparisons of most runs.
    private static int compareSeen(Leg left, Leg right) {
        int order = Long.compare(left.last(), right.last());
        order = order != 0 ? order : left.client().compareTo(right.client());
        order = order != 0 ? order : Integer.compare(left.clientPort(), right.clientPort());
        order = order != 0 ? order : left.server().compareTo(right.server());
        order = order != 0 ? order : Integer.compare(left.serverPort(), right.serverPort());
        order = order != 0 ? order : left.protocol().compareTo(right.protocol());
        order = order != 0 ? order : Integer.compare(left.icmpType(), right.icmpType());
        order = order != 0 ? order : left.exchange().compareTo(right.exchange());
        order = order != 0 ? order : Boolean.compare(left.directed(), right.directed());
        order = order != 0 ? order : Long.compare(left.requestTime(), right.requestTime());
        order = order != 0 ? order : Long.compare(left.answerTime(), right.answerTime());
        order = order != 0 ? order : Long.compare(left.fingerprint(), right.fingerprint());
        order = order != 0 ? order : Long.compare(left.packets(), right.packets());
        order = order != 0 ? order : Long.compare(left.clientPackets(), right.clientPackets());
        order = order != 0 ? order : Long.compare(left.serverPackets(), right.serverPackets());
        return order != 0 ? order : Long.compare(left.record(), right.record());
    }
}
