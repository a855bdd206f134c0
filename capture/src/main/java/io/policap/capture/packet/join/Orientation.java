package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.flow.Exchange;
import java.util.List;
import java.util.TreeMap;

/**
 * Who opened a connection, as several captures together say it.
 *
 * @param client who opened it; where {@code directed} is false, one of both ends
 * @param directed whether it is known who opened it
 */
record Orientation(End client, boolean directed) {
    /**
     * Hears all legs of one connection: those that know outweigh those that do not; where two contradict each other,
     * the one that saw more of it wins, then the earlier one, if their clocks can be compared.
     *
     * @param legs in order
     */
    static Orientation of(List<Leg> legs, CaptureNames names) {
        TreeMap<End, Leg> openers = new TreeMap<>();
        for (Leg leg : legs) {
            if (leg.directed()) {
                openers.merge(new End(leg.client(), leg.clientPort()), leg, Orientation::moreTelling);
            }
        }
        if (openers.isEmpty()) {
            Leg earliest = legs.get(0);
            return new Orientation(new End(earliest.client(), earliest.clientPort()), false);
        }
        if (openers.size() == 1) {
            return new Orientation(openers.firstKey(), true);
        }
        Leg one = openers.firstEntry().getValue();
        Leg other = openers.lastEntry().getValue();
        if (one.exchange() != other.exchange()) {
            boolean first = moreTelling(one, other) == one;
            return new Orientation(first ? openers.firstKey() : openers.lastKey(), true);
        }
        boolean first = Times.opened(one) <= Times.opened(other);
        return new Orientation(first ? openers.firstKey() : openers.lastKey(), comparable(one, other, names));
    }

    private static Leg moreTelling(Leg left, Leg right) {
        Exchange best = Exchanges.moreTelling(left.exchange(), right.exchange());
        return best == left.exchange() ? left : right;
    }

    private static boolean comparable(Leg one, Leg other, CaptureNames names) {
        if (one.capture() == other.capture() || Math.abs(Times.opened(one) - Times.opened(other)) > Times.APART) {
            return true;
        }
        String node = names.node(one.capture());
        return !node.isEmpty() && node.equals(names.node(other.capture()));
    }
}
