package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.join.Owners.Owner;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which connections a chain of legs before and after NAT stands for: whom a policy sees as client and as server
 * (R4, R5).
 */
final class ChainResolver {
    private final CaptureNames names;
    private final Owners owners;

    ChainResolver(CaptureNames names, Owners owners) {
        this.names = names;
        this.owners = owners;
    }

    /** The connections of a chain, each of its legs counted in exactly one. */
    List<ResolvedConnection> resolve(List<MergedLeg> chain) {
        if (chain.size() == 1) {
            MergedLeg only = chain.get(0);
            return List.of(new ResolvedConnection(only.client(), only.server(), chain, chain));
        }
        TreeMap<End, List<MergedLeg>> byServer = new TreeMap<>();
        TreeMap<End, List<MergedLeg>> byClient = new TreeMap<>();
        for (MergedLeg leg : chain) {
            byServer.computeIfAbsent(leg.server(), end -> new ArrayList<>(1)).add(leg);
            byClient.computeIfAbsent(leg.client(), end -> new ArrayList<>(1)).add(leg);
        }
        Instant time = chain.get(0).time();
        End server = byServer.size() == 1 ? byServer.firstKey() : finalServer(byServer, time);
        if (byClient.size() == 1) {
            return List.of(new ResolvedConnection(byClient.firstKey(), server, chain, chain));
        }
        End original = originalClient(byClient, time);
        End seen = clientAtServer(byServer.getOrDefault(server, List.of()), original);
        Owner at = owners.server(server, chain.get(0).protocol(), time);
        if (at == Owner.OUTSIDE
                || seen.equals(original)
                || owners.samePod(original.address(), server.address(), time)) {
            // Masqueraded egress is the pod's, and a pod that reaches itself through its service is itself.
            return List.of(new ResolvedConnection(original, server, chain, chain));
        }
        if (owners.client(original, time) == Owner.NODE) {
            return List.of(new ResolvedConnection(seen, server, chain, chain));
        }
        List<MergedLeg> before = byClient.getOrDefault(original, List.of());
        List<MergedLeg> after =
                chain.stream().filter(leg -> !leg.client().equals(original)).toList();
        return List.of(
                new ResolvedConnection(original, server, before, chain),
                new ResolvedConnection(seen, server, after, chain));
    }

    /** The server that is really one; where the inventory cannot tell, the one reached last. */
    private End finalServer(TreeMap<End, List<MergedLeg>> byServer, Instant time) {
        End best = byServer.firstKey();
        for (Map.Entry<End, List<MergedLeg>> entry : byServer.entrySet()) {
            List<MergedLeg> than = byServer.getOrDefault(best, List.of());
            Protocol protocol = than.get(0).protocol();
            int byOwner = owners.server(entry.getKey(), protocol, time).compareTo(owners.server(best, protocol, time));
            if (byOwner < 0 || (byOwner == 0 && compareOpened(entry.getValue(), than) > 0)) {
                best = entry.getKey();
            }
        }
        return best;
    }

    /** The client that nothing was put in front of; where the inventory cannot tell, the one seen first. */
    private End originalClient(TreeMap<End, List<MergedLeg>> byClient, Instant time) {
        End best = byClient.firstKey();
        for (Map.Entry<End, List<MergedLeg>> entry : byClient.entrySet()) {
            int byOwner = Integer.compare(rank(owners.client(entry.getKey(), time)), rank(owners.client(best, time)));
            if (byOwner < 0
                    || (byOwner == 0 && compareOpened(entry.getValue(), byClient.getOrDefault(best, List.of())) < 0)) {
                best = entry.getKey();
            }
        }
        return best;
    }

    private static int rank(Owner owner) {
        return switch (owner) {
            case POD -> 0;
            case OUTSIDE -> 1;
            case UNKNOWN -> 2;
            case NODE -> 3;
            case SERVICE -> 4;
        };
    }

    /** Whom the server sees: of several, the one that is not the original, and of those the last. */
    private static End clientAtServer(List<MergedLeg> legs, End original) {
        End seen = original;
        long opened = Long.MIN_VALUE;
        for (MergedLeg leg : legs) {
            long at = Times.opened(leg.legs().get(0));
            if (!leg.client().equals(original) && (seen.equals(original) || at > opened)) {
                seen = leg.client();
                opened = at;
            }
        }
        return seen;
    }

    /** Which were opened first: in the first capture that saw both, else by the clocks of those that did. */
    private int compareOpened(List<MergedLeg> left, List<MergedLeg> right) {
        TreeMap<String, Long> ofLeft = openedByCapture(left);
        TreeMap<String, Long> ofRight = openedByCapture(right);
        for (Map.Entry<String, Long> entry : ofLeft.entrySet()) {
            Long other = ofRight.get(entry.getKey());
            if (other != null && !other.equals(entry.getValue())) {
                return entry.getValue().compareTo(other);
            }
        }
        return Collections.min(ofLeft.values()).compareTo(Collections.min(ofRight.values()));
    }

    private TreeMap<String, Long> openedByCapture(List<MergedLeg> legs) {
        TreeMap<String, Long> opened = new TreeMap<>();
        for (MergedLeg merged : legs) {
            for (Leg leg : merged.legs()) {
                opened.merge(names.source(leg.capture()), Times.opened(leg), Math::min);
            }
        }
        return opened;
    }
}
