package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import io.policap.infer.net.Protocol;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of a baseline's outside addresses was folded into prefixes to bound its memory.
 *
 * @param edges pod sets, protocols and ports with addresses that were folded
 * @param prefixes the prefixes that they were folded into
 */
public record FoldedAddresses(long edges, long prefixes) {
    private record Edge(Party other, boolean addressServes, Protocol protocol, int port) {}

    /** Counts the folds of a baseline. */
    public static FoldedAddresses of(BaselineSnapshot snapshot) {
        Set<Edge> edges = new HashSet<>();
        long prefixes = 0;
        for (ConnectionClass type : snapshot.classes().keySet()) {
            boolean serves = isPrefix(type.server());
            if (serves || isPrefix(type.client())) {
                edges.add(new Edge(serves ? type.client() : type.server(), serves, type.protocol(), type.port()));
                prefixes++;
            }
        }
        return new FoldedAddresses(edges.size(), prefixes);
    }

    private static boolean isPrefix(Party party) {
        return party instanceof Party.Address address && !address.block().isSingle();
    }
}
