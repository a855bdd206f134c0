package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Protocol;
import org.jspecify.annotations.Nullable;

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

    // Asked for every question: what a record has of its own runs as method handles until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenQuestion question
                && leftPort == question.leftPort
                && rightPort == question.rightPort
                && protocol == question.protocol
                && v6 == question.v6
                && left.equals(question.left)
                && right.equals(question.right);
    }

    @Override
    public int hashCode() {
        return ((left.hashCode() * 31 + right.hashCode()) * 31 + leftPort) * 31 + rightPort;
    }

    @Override
    public int compareTo(OpenQuestion other) {
        int order = left.compareTo(other.left);
        order = order != 0 ? order : right.compareTo(other.right);
        order = order != 0 ? order : protocol.compareTo(other.protocol);
        order = order != 0 ? order : Integer.compare(leftPort, other.leftPort);
        order = order != 0 ? order : Integer.compare(rightPort, other.rightPort);
        return order != 0 ? order : Boolean.compare(v6, other.v6);
    }
}
