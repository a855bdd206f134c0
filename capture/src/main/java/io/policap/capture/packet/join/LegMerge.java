package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.net.Protocol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges legs of the same two ends that several captures saw, or one capture in parts. */
final class LegMerge {
    /** Connections between the same two ends that are open at a time, at most: what bounds the work per leg. */
    private static final int OPEN = 64;

    private final CaptureNames names;

    LegMerge(CaptureNames names) {
        this.names = names;
    }

    /** The connections that these legs show, each leg in exactly one of them; in order of their first legs. */
    List<MergedLeg> merge(List<Leg> legs) {
        LegOrder order = new LegOrder(names);
        Leg[] sorted = legs.toArray(new Leg[0]);
        Arrays.sort(sorted, order);
        SameEnds ends = new SameEnds(sorted);
        List<MergedLeg> merged = new ArrayList<>(legs.size());
        boolean ordered = true;
        for (int i = 0; i < sorted.length; i++) {
            if (ends.isAlone(i)) {
                merged.add(only(sorted[i]));
            } else if (ends.isFirst(i)) {
                List<Cluster> clusters = clusters(ends.members(i));
                ordered &= clusters.size() == 1;
                for (Cluster cluster : clusters) {
                    merged.add(merged(cluster.legs, cluster.last));
                }
            }
        }
        if (!ordered) {
            merged.sort((left, right) ->
                    order.compare(left.legs().get(0), right.legs().get(0)));
        }
        return merged;
    }

    /** A leg that no other has the same ends as. */
    private static MergedLeg only(Leg leg) {
        List<Leg> alone = List.of(leg);
        return new MergedLeg(
                alone,
                new End(leg.client(), leg.clientPort()),
                new End(leg.server(), leg.serverPort()),
                leg.protocol(),
                leg.icmpType(),
                leg.directed(),
                Exchanges.together(
                        alone, leg.protocol(), leg.directed(), leg.clientPackets() > 0, leg.serverPackets() > 0),
                leg.last(),
                leg.clientPackets(),
                leg.serverPackets(),
                leg.fingerprint());
    }

    private static final class Cluster {
        final List<Leg> legs = new ArrayList<>(1);
        long last = Long.MIN_VALUE;
        final Set<Integer> opened = new HashSet<>(2);
        long fingerprint;

        void add(Leg leg) {
            legs.add(leg);
            if (leg.requestTime() != 0) {
                opened.add(leg.capture());
            }
            last = Math.max(last, leg.last());
            if (fingerprint == 0) {
                fingerprint = leg.fingerprint();
            }
        }

        boolean accepts(Leg leg) {
            boolean proven = isIdentity(leg.protocol()) && fingerprint != 0 && fingerprint == leg.fingerprint();
            if (leg.first() - last > (proven ? Times.APART_PROVEN : Times.APART)) {
                return false;
            }
            if (proven) {
                return true;
            }
            if (isIdentity(leg.protocol()) && fingerprint != 0 && leg.fingerprint() != 0) {
                return false;
            }
            // A capture that saw it opened twice saw two connections.
            return leg.requestTime() == 0 || !opened.contains(leg.capture());
        }
    }

    /** Whether the fingerprint is chosen at random by both ends; that of a datagram is only what it said first. */
    static boolean isIdentity(Protocol protocol) {
        return protocol == Protocol.TCP || protocol == Protocol.SCTP;
    }

    private static List<Cluster> clusters(List<Leg> legs) {
        List<Cluster> all = new ArrayList<>(1);
        Deque<Cluster> open = new ArrayDeque<>(1);
        for (Leg leg : legs) {
            open.removeIf(cluster -> leg.first() - cluster.last > Times.APART_PROVEN);
            Cluster best = best(open, leg);
            if (best == null) {
                best = new Cluster();
                all.add(best);
                open.addLast(best);
                if (open.size() > OPEN) {
                    open.removeFirst();
                }
            }
            best.add(leg);
        }
        return all;
    }

    private static @Nullable Cluster best(Deque<Cluster> open, Leg leg) {
        Cluster best = null;
        for (Cluster cluster : open) {
            if (cluster.accepts(leg) && (best == null || isNearer(cluster, best, leg))) {
                best = cluster;
            }
        }
        return best;
    }

    private static boolean isNearer(Cluster cluster, Cluster than, Leg leg) {
        boolean same = leg.fingerprint() != 0 && cluster.fingerprint == leg.fingerprint();
        boolean otherSame = leg.fingerprint() != 0 && than.fingerprint == leg.fingerprint();
        if (same != otherSame) {
            return same;
        }
        // Overlap counts, or how little is missing to one; the later one where both are the same.
        return Math.min(leg.last(), cluster.last) >= Math.min(leg.last(), than.last);
    }

    private MergedLeg merged(List<Leg> legs, long last) {
        Leg one = legs.get(0);
        Orientation orientation = Orientation.of(legs, names);
        End client = orientation.client();
        End first = new End(one.client(), one.clientPort());
        End server = client.equals(first) ? new End(one.server(), one.serverPort()) : first;
        Map<Integer, long[]> perCapture = new LinkedHashMap<>();
        long fingerprint = 0;
        for (Leg leg : legs) {
            boolean turned = !(leg.client().equals(client.address()) && leg.clientPort() == client.port());
            long[] packets = perCapture.computeIfAbsent(leg.capture(), capture -> new long[2]);
            packets[0] += turned ? leg.serverPackets() : leg.clientPackets();
            packets[1] += turned ? leg.clientPackets() : leg.serverPackets();
            fingerprint = fingerprint != 0 ? fingerprint : leg.fingerprint();
        }
        long fromClient =
                perCapture.values().stream().mapToLong(p -> p[0]).max().orElse(0);
        long fromServer =
                perCapture.values().stream().mapToLong(p -> p[1]).max().orElse(0);
        return new MergedLeg(
                List.copyOf(legs),
                client,
                server,
                one.protocol(),
                one.icmpType(),
                orientation.directed(),
                Exchanges.together(legs, one.protocol(), orientation.directed(), fromClient > 0, fromServer > 0),
                last,
                fromClient,
                fromServer,
                fingerprint);
    }
}
