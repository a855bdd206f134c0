package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A connection between its real ends, as a chain of legs showed it.
 *
 * @param client who opened it
 * @param server who accepted it
 * @param legs the legs whose packets count for it, at least one
 * @param chain all legs of the chain, which say together what became of it
 */
record ResolvedConnection(End client, End server, List<MergedLeg> legs, List<MergedLeg> chain) {
    ResolvedConnection {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("no legs");
        }
    }
}
