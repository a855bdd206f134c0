package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the legs that are one connection before and after NAT. */
final class NatChains {
    /** Ends that NAT gives one connection on its way, at most: more than that with one fingerprint is an accident. */
    private static final int LONGEST = 8;

    /** Datagrams compared with one that has the same content: what bounds the work per leg. */
    private static final int COMPARED = 128;

    private final CaptureNames names;
    private final Owners owners;
    private final ClockSkews skews;

    NatChains(CaptureNames names, Owners owners, ClockSkews skews) {
        this.names = names;
        this.owners = owners;
        this.skews = skews;
    }

    /** The chains of these legs, each leg in exactly one, in order of their first legs. */
    List<List<MergedLeg>> find(List<MergedLeg> merged) {
        List<MergedLeg> legs = new ArrayList<>(merged.size());
        merged.forEach(leg -> legs.add(directedByService(leg)));
        Unions unions = new Unions(legs.size());
        SameFingerprint same = new SameFingerprint(legs);
        for (int i = 0; i < legs.size(); i++) {
            // What one capture alone saw tells nothing of clocks.
            boolean compared = !same.isAlone(i) || legs.get(i).legs().size() > 1;
            if (same.isFirst(i) && compared && LegMerge.isIdentity(legs.get(i).protocol())) {
                joinIdentical(legs, same.members(i), unions);
            }
        }
        NodeClocks clocks = new NodeClocks(names, skews.list());
        for (int i = 0; i < legs.size(); i++) {
            if (same.isFirst(i)
                    && !same.isAlone(i)
                    && !LegMerge.isIdentity(legs.get(i).protocol())) {
                joinDatagrams(legs, same.members(i), clocks, unions);
            }
        }
        joinByService(legs, unions);
        return chains(legs, unions);
    }

    /** A leg whose server is a service has its direction by that: nobody calls from a service's address. */
    private MergedLeg directedByService(MergedLeg leg) {
        if (leg.directed()) {
            return leg;
        }
        boolean client = owners.isServiceAddress(leg.client(), leg.protocol(), leg.time());
        boolean server = owners.isServiceAddress(leg.server(), leg.protocol(), leg.time());
        return client == server ? leg : leg.openedBy(client ? leg.server() : leg.client());
    }

    private void joinIdentical(List<MergedLeg> legs, List<Integer> members, Unions unions) {
        int from = 0;
        while (from < members.size()) {
            int to = from + 1;
            long last = legs.get(members.get(from)).last();
            while (to < members.size() && legs.get(members.get(to)).first() - last <= Times.APART_PROVEN) {
                last = Math.max(last, legs.get(members.get(to)).last());
                to++;
            }
            if (to - from <= LONGEST) {
                joinChain(legs, members.subList(from, to), unions);
            }
            from = to;
        }
    }

    private void joinChain(List<MergedLeg> legs, List<Integer> chain, Unions unions) {
        for (int i = 0; i < chain.size(); i++) {
            for (int j = i + 1; j < chain.size(); j++) {
                if (isNat(legs.get(chain.get(i)), legs.get(chain.get(j)))) {
                    unions.join(chain.get(i), chain.get(j));
                }
            }
        }
        Map<Integer, List<Leg>> seen = new LinkedHashMap<>();
        for (int member : chain) {
            seen.computeIfAbsent(unions.root(member), root -> new ArrayList<>())
                    .addAll(legs.get(member).legs());
        }
        for (List<Leg> connection : seen.values()) {
            connection.sort(new LegOrder(names));
            skews.measure(connection, names);
        }
    }

    /** Whether two legs with one fingerprint can be one connection: NAT changes the address of at least one end. */
    private static boolean isNat(MergedLeg one, MergedLeg other) {
        boolean client = one.client().equals(other.client());
        boolean server = one.server().equals(other.server());
        boolean clientMoved = !one.client().address().equals(other.client().address());
        return client != server || (!client && clientMoved);
    }

    private void joinDatagrams(List<MergedLeg> legs, List<Integer> members, NodeClocks clocks, Unions unions) {
        long window = Times.NAT_DELAY + clocks.largest();
        List<Integer> byTime = new ArrayList<>(members);
        byTime.sort((left, right) -> {
            int byFirst = Long.compare(legs.get(left).first(), legs.get(right).first());
            return byFirst != 0 ? byFirst : left.compareTo(right);
        });
        for (int i = 0; i < byTime.size(); i++) {
            MergedLeg one = legs.get(byTime.get(i));
            int end = Math.min(byTime.size(), i + 1 + COMPARED);
            for (int j = i + 1; j < end; j++) {
                MergedLeg other = legs.get(byTime.get(j));
                if (other.first() - one.first() > window + Times.APART) {
                    break;
                }
                if (isDatagramNat(one, other) && clocks.openedTogether(one, other)) {
                    unions.join(byTime.get(i), byTime.get(j));
                }
            }
        }
    }

    /** Whether two legs with the same first datagram are one: others may send the same, so the ends have to fit too. */
    private boolean isDatagramNat(MergedLeg one, MergedLeg other) {
        boolean client = one.client().equals(other.client());
        boolean server = one.server().equals(other.server());
        if (client && !server) {
            return isTranslatedServer(one, other) || isTranslatedServer(other, one);
        }
        if (server && !client) {
            return isTranslatedClient(one, other) || isTranslatedClient(other, one);
        }
        return !client && !server && (isTranslatedBoth(one, other) || isTranslatedBoth(other, one));
    }

    private boolean isTranslatedServer(MergedLeg before, MergedLeg after) {
        if (owners.isEmpty()) {
            return true;
        }
        Owners.Owner front = owners.server(before.server(), before.protocol(), before.time());
        Owners.Owner back = owners.server(after.server(), after.protocol(), after.time());
        boolean real = back == Owners.Owner.POD || back == Owners.Owner.NODE;
        return switch (front) {
            case SERVICE ->
                owners.leads(before.server(), after.server(), before.protocol(), before.time())
                        || (real
                                && owners.backends(before.server(), before.protocol(), before.time())
                                        .isEmpty());
            case UNKNOWN -> real;
            // A load balancer's address that the inventory does not have; pods ask resolvers outside as well.
            case OUTSIDE ->
                back == Owners.Owner.POD && owners.client(before.client(), before.time()) != Owners.Owner.POD;
            case POD, NODE -> false;
        };
    }

    private boolean isTranslatedClient(MergedLeg before, MergedLeg after) {
        if (owners.isEmpty()) {
            return before.client().port() == after.client().port();
        }
        Owners.Owner original = owners.client(before.client(), before.time());
        Owners.Owner translated = owners.client(after.client(), after.time());
        return (original == Owners.Owner.POD || original == Owners.Owner.OUTSIDE)
                && (translated == Owners.Owner.NODE || translated == Owners.Owner.UNKNOWN);
    }

    private boolean isTranslatedBoth(MergedLeg before, MergedLeg after) {
        return !owners.isEmpty()
                && owners.client(after.client(), after.time()) == Owners.Owner.NODE
                && owners.leads(before.server(), after.server(), before.protocol(), before.time());
    }

    /** Joins legs to a service with those to its backends from the same client's end, where fingerprints do not tell. */
    private void joinByService(List<MergedLeg> legs, Unions unions) {
        LegsByClient byClient = new LegsByClient();
        List<Integer> fronts = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            MergedLeg leg = legs.get(i);
            boolean open = unions.isAlone(i) || LegMerge.isIdentity(leg.protocol());
            if (open
                    && leg.directed()
                    && leg.protocol().hasPorts()
                    && owners.mayLeadOn(leg.server(), leg.protocol())
                    && owners.leadsOn(leg.server(), leg.protocol(), leg.time())) {
                fronts.add(i);
                byClient.addEnd(leg.protocol(), leg.client());
            }
        }
        for (int i = 0; i < legs.size() && !fronts.isEmpty(); i++) {
            MergedLeg leg = legs.get(i);
            byClient.add(leg.protocol(), leg.client(), i);
            if (!leg.directed()) {
                byClient.add(leg.protocol(), leg.server(), i);
            }
        }
        for (int front : fronts) {
            MergedLeg leg = legs.get(front);
            List<Integer> candidates = byClient.several(leg.protocol(), leg.client());
            if (!candidates.isEmpty()) {
                int back = backend(front, near(front, candidates), legs, unions);
                if (back >= 0) {
                    legs.set(back, legs.get(back).openedBy(leg.client()));
                    unions.join(front, back);
                }
            }
        }
    }

    /** Of many legs from one end those around a leg in time. */
    private static List<Integer> near(int leg, List<Integer> candidates) {
        if (candidates.size() <= COMPARED) {
            return candidates;
        }
        int at = Math.max(0, Collections.binarySearch(candidates, leg));
        return candidates.subList(Math.max(0, at - COMPARED / 2), Math.min(candidates.size(), at + COMPARED / 2));
    }

    private int backend(int number, List<Integer> candidates, List<MergedLeg> legs, Unions unions) {
        MergedLeg front = legs.get(number);
        Set<End> backends = owners.backends(front.server(), front.protocol(), front.time());
        if (backends.isEmpty()) {
            return -1;
        }
        int best = -1;
        for (int candidate : candidates) {
            MergedLeg back = legs.get(candidate);
            End server = back.client().equals(front.client()) ? back.server() : back.client();
            if (candidate != number
                    && canBeOne(front, back)
                    && (unions.isAlone(number) || isRest(front, back, unions.isAlone(candidate)))
                    && (best < 0 || isNearer(front, back, legs.get(best)))
                    && (backends.contains(server)
                            || owners.leads(front.server(), server, front.protocol(), front.time()))) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean canBeOne(MergedLeg front, MergedLeg back) {
        boolean contradict = LegMerge.isIdentity(front.protocol())
                && front.fingerprint() != 0
                && back.fingerprint() != 0
                && front.fingerprint() != back.fingerprint();
        return !contradict && front.gap(back) <= Times.APART;
    }

    /** Whether a leg that nothing identifies may belong to a chain that is known by its fingerprint already. */
    private static boolean isRest(MergedLeg front, MergedLeg back, boolean alone) {
        return alone && LegMerge.isIdentity(front.protocol()) && back.fingerprint() == 0 && front.gap(back) == 0;
    }

    private static boolean isNearer(MergedLeg front, MergedLeg back, MergedLeg than) {
        int byGap = Long.compare(front.gap(back), front.gap(than));
        return byGap != 0 ? byGap < 0 : Math.abs(front.first() - back.first()) < Math.abs(front.first() - than.first());
    }

    private static List<List<MergedLeg>> chains(List<MergedLeg> legs, Unions unions) {
        List<List<MergedLeg>> chains = new ArrayList<>(legs.size());
        Map<Integer, List<MergedLeg>> byRoot = new HashMap<>();
        for (int i = 0; i < legs.size(); i++) {
            if (unions.isAlone(i)) {
                chains.add(List.of(legs.get(i)));
                continue;
            }
            List<MergedLeg> chain = byRoot.get(unions.root(i));
            if (chain == null) {
                chain = new ArrayList<>(2);
                byRoot.put(unions.root(i), chain);
                chains.add(chain);
            }
            chain.add(legs.get(i));
        }
        return chains;
    }
}
