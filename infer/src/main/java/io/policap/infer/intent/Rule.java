package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One peer and everything it may do: at the subject for ingress, at the peer for egress.
 *
 * @param peer the other end
 * @param permissions what is open, sorted, not empty: a rule without ports would open them all
 */
public record Rule(Peer peer, List<Permission> permissions) implements Comparable<Rule> {
    public Rule {
        requireNonNull(peer, "peer");
        permissions = permissions.stream().sorted().toList();
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("a rule for " + peer + " opens nothing");
        }
    }

    @Override
    public int compareTo(Rule other) {
        return peer.compareTo(other.peer);
    }
}
