package io.policap.infer.policy.from;

import static java.util.Objects.requireNonNull;

import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import java.util.List;

/**
 * Which part of the intent a policy's rule says: the source of its comment and of its explanation.
 *
 * @param peer the other end
 * @param permissions what is open, in the order of the rule
 */
public record RuleNote(Peer peer, List<Permission> permissions) {
    public RuleNote {
        requireNonNull(peer, "peer");
        permissions = List.copyOf(permissions);
    }
}
