package io.policap.infer.connection;

import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import io.policap.infer.label.VolatileLabels;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods that flows name by their labels, one party for each: a source delivers the same endpoint many times, and what
 * it says does not depend on the time.
 *
 * <p>A table of fixed size, found by the endpoint being the very same object, in which a newcomer takes the place of what
 * was there. Not safe for several threads.
 */
final class PodEnds {
    private static final int SLOTS = 1 << 14;
    private static final int MOST_SHARED = 1 << 14;

    private final String cluster;
    private final @Nullable PodEnd[] table = new @Nullable PodEnd[SLOTS];
    private final Map<Party, Party> parties = new HashMap<>();
    private final Map<PodSighting, PodSighting> sightings = new HashMap<>();

    /** What an endpoint is to every flow that names it. */
    static final class PodEnd {
        private final FlowEndpoint end;
        private final PodKey key;
        private final Labels labels;
        private final @Nullable Party party;
        private final Map<PodSighting, PodSighting> sightings;
        private @Nullable PodSighting latest;

        private PodEnd(
                FlowEndpoint end,
                PodKey key,
                Labels labels,
                @Nullable Party party,
                Map<PodSighting, PodSighting> sightings) {
            this.end = end;
            this.key = key;
            this.labels = labels;
            this.party = party;
            this.sightings = sightings;
        }

        PodKey key() {
            return key;
        }

        /** The pods of its labels, null where it has none. */
        @Nullable
        Party party() {
            return party;
        }

        /** That a flow of this node named the pod. */
        PodSighting sighting(String reporter) {
            String node = end.local() ? reporter : "";
            PodSighting known = latest;
            if (known == null || !known.node().equals(node)) {
                known = shared(
                        new PodSighting(key, labels, true, end.workloadKind(), end.workloadName(), node), sightings);
                latest = known;
            }
            return known;
        }
    }

    /**
     * An empty table.
     *
     * @param cluster the cluster's name where an endpoint does not tell
     */
    PodEnds(String cluster) {
        this.cluster = cluster;
    }

    PodEnd of(FlowEndpoint end) {
        int hash = (end.pod().isEmpty() ? end.labels() : end.pod()).hashCode() * 31 + (end.local() ? 1 : 0);
        hash *= 0x9E3779B1;
        int slot = (hash >>> 16) & (SLOTS - 2);
        PodEnd known = table[slot];
        if (known != null && known.end == end) {
            return known;
        }
        // A pod of two addresses is two endpoints that are alike.
        PodEnd second = table[slot + 1];
        if (second != null && second.end == end) {
            return second;
        }
        PodEnd made = make(end);
        table[slot + 1] = known;
        table[slot] = made;
        return made;
    }

    private PodEnd make(FlowEndpoint end) {
        String where = end.cluster().isEmpty() ? cluster : end.cluster();
        Labels labels = VolatileLabels.withoutPerReplica(end.labels());
        PodKey key = new PodKey(where, end.namespace(), end.pod());
        @Nullable
        Party party = labels.isEmpty() ? null : shared(Party.Pods.of(where, end.namespace(), labels), parties);
        return new PodEnd(end, key, labels, party, sightings);
    }

    /** The first of those that are equal, so that most comparisons are of one object with itself. */
    private static <T> T shared(T made, Map<T, T> same) {
        if (same.size() >= MOST_SHARED) {
            same.clear();
        }
        T known = same.putIfAbsent(made, made);
        return known == null ? made : known;
    }
}
