package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import java.util.Comparator;

/**
 * Traffic between two ends of which nobody knows yet which one is the server (R1); the smaller end comes first.
 *
 * @param left the end that sorts first
 * @param leftPort its port
 * @param right the other end
 * @param rightPort its port
 */
public record OpenQuestion(Party left, int leftPort, Party right, int rightPort, boolean v6, Protocol protocol)
        implements Comparable<OpenQuestion> {
    private static final Comparator<OpenQuestion> ORDER = Comparator.comparing(OpenQuestion::left)
            .thenComparing(OpenQuestion::right)
            .thenComparing(OpenQuestion::protocol)
            .thenComparing(OpenQuestion::leftPort)
            .thenComparing(OpenQuestion::rightPort)
            .thenComparing(OpenQuestion::v6);

    public OpenQuestion {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        requireNonNull(protocol, "protocol");
    }

    /** The same question whichever end is named first. */
    public static OpenQuestion between(
            Party one, int onePort, Party other, int otherPort, boolean v6, Protocol protocol) {
        int order = one.compareTo(other);
        boolean swap = order > 0 || (order == 0 && onePort > otherPort);
        return swap
                ? new OpenQuestion(other, otherPort, one, onePort, v6, protocol)
                : new OpenQuestion(one, onePort, other, otherPort, v6, protocol);
    }

    /** The connection class if the right end is the server. */
    public ConnectionClass rightServes() {
        return new ConnectionClass(left, right, v6, protocol, rightPort);
    }

    /** The connection class if the left end is the server. */
    public ConnectionClass leftServes() {
        return new ConnectionClass(right, left, v6, protocol, leftPort);
    }

    @Override
    public int compareTo(OpenQuestion other) {
        return ORDER.compare(this, other);
    }
}
