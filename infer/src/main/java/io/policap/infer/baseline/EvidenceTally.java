package io.policap.infer.baseline;

import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.connection.SignCounts;
import io.policap.infer.name.ContactTally;
import io.policap.infer.name.Contacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The counters behind one connection class while a baseline grows. */
final class EvidenceTally {
    private record Observer(Origin origin, String node, Side side) {
        boolean is(Origin otherOrigin, String otherNode, Side otherSide) {
            return origin == otherOrigin && side == otherSide && node.equals(otherNode);
        }

        // Asked for every flow: what a record has of its own runs as method handles until it is compiled.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Observer observer && is(observer.origin, observer.node, observer.side);
        }

        @Override
        public int hashCode() {
            return (node.hashCode() * 31 + side.ordinal()) * 31 + origin.ordinal();
        }
    }

    /** What one observer saw at one side. */
    static final class Seen extends GrowingSpan {
        private final long[] signs = new long[SIGNS.length];
        /** Verdicts with mutual authentication. */
        private long authenticated;

        private void add(Sign sign, long count) {
            signs[sign.ordinal()] = Counts.plus(signs[sign.ordinal()], count);
        }

        private Observation observation(Observer by) {
            return new Observation(by.origin, by.node, by.side, SignCounts.above0(signs), span(), authenticated);
        }
    }

    private static final Sign[] SIGNS = Sign.values();

    private static final long NO_BUCKET = Long.MIN_VALUE / 2;

    /** Stands where nobody saw anything yet. */
    private static final Seen NOBODY = new Seen();

    private final Buckets buckets = new Buckets();
    /** Null while there are none, as most classes have neither names nor more than two observers. */
    private @Nullable TreeSet<String> names;

    private @Nullable Map<Observer, Seen> others;
    private @Nullable Observer latest;
    private Seen latestSeen = NOBODY;
    private @Nullable Observer previous;
    private Seen previousSeen = NOBODY;
    private long authenticated;
    private @Nullable ContactTally contacts;
    /** The second at which it begins; before the first flow, one that no time comes near. */
    private long latestBucket = NO_BUCKET;

    void add(String node, Side side, Sign sign, long weight, Instant time, boolean authentic) {
        add(seen(node, side), sign, weight, time, authentic);
    }

    /** What a node saw at one side, as Hubble reported it. */
    Seen seen(String node, Side side) {
        return seen(Origin.HUBBLE, node, side);
    }

    void add(Seen seen, Sign sign, long weight, Instant time, boolean authentic) {
        seen.add(sign, weight);
        seen.add(time);
        // Mostly the bucket of the flow before.
        long into = time.getEpochSecond() - latestBucket;
        if ((into < 0 || into >= Buckets.SECONDS) && !time.equals(Instant.MIN)) {
            buckets.add(time);
            latestBucket = Buckets.bucketOf(time) * Buckets.SECONDS;
        }
        if (authentic) {
            authenticated = Counts.plus(authenticated, weight);
            if (sign == Sign.VERDICT) {
                seen.authenticated = Counts.plus(seen.authenticated, weight);
            }
        }
    }

    /** Adds a connection of a capture, which was there from the first to the last time of its span. */
    void add(String node, SortedMap<Sign, Long> signs, Span span) {
        Seen seen = seen(Origin.PACKETS, node, Side.UNKNOWN);
        signs.forEach(seen::add);
        seen.add(span);
        buckets.add(span);
    }

    /** Adds so many connections of captures, but for the buckets of their span. */
    void add(String node, Sign sign, long count, Span span) {
        Seen seen = seen(Origin.PACKETS, node, Side.UNKNOWN);
        seen.add(sign, count);
        seen.add(span);
    }

    void addBuckets(Span span) {
        buckets.add(span);
    }

    private Seen seen(Origin origin, String node, Side side) {
        // Mostly one of the two that saw the connection before: its client's node and its server's.
        if (latest != null && latest.is(origin, node, side)) {
            return latestSeen;
        }
        Observer observer = previous;
        Seen seen = previousSeen;
        if (observer == null || !observer.is(origin, node, side)) {
            observer = new Observer(origin, node, side);
            seen = swapped(observer);
        }
        previous = latest;
        previousSeen = latestSeen;
        latest = observer;
        latestSeen = seen;
        return seen;
    }

    /** What an observer saw who is not one of the two; the older of those makes place. */
    private Seen swapped(Observer observer) {
        if (previous == null) {
            return new Seen();
        }
        if (others == null) {
            others = new HashMap<>();
        }
        others.put(previous, previousSeen);
        Seen known = others.get(observer);
        return known == null ? new Seen() : known;
    }

    void addNames(Collection<String> more) {
        if (more.isEmpty()) {
            return;
        }
        if (names == null) {
            names = new TreeSet<>();
        }
        names.addAll(more);
        while (names.size() > ClassEvidence.NAMES_KEPT) {
            names.pollLast();
        }
    }

    /** By what names clients reached the server, to be added to. */
    ContactTally contacts() {
        if (contacts == null) {
            contacts = new ContactTally();
        }
        return contacts;
    }

    void add(ClassEvidence evidence) {
        for (Observation observation : evidence.observations()) {
            Seen seen = seen(observation.origin(), observation.observer(), observation.side());
            observation.signs().forEach((sign, count) -> seen.add(sign, count));
            seen.add(observation.span());
            seen.authenticated = Counts.plus(seen.authenticated, observation.authenticated());
        }
        evidence.buckets().forEach(buckets::addRun);
        addNames(evidence.names());
        authenticated = Counts.plus(authenticated, evidence.authenticated());
        if (!evidence.contacts().isEmpty()) {
            contacts().add(evidence.contacts());
        }
    }

    /** What tallies hold now, sorted by what they count. */
    static <K extends Comparable<? super K>> TreeMap<K, ClassEvidence> snapshots(Map<K, EvidenceTally> tallies) {
        TreeMap<K, ClassEvidence> sorted = new TreeMap<>(Comparator.<K>naturalOrder());
        for (Map.Entry<K, EvidenceTally> tally : tallies.entrySet()) {
            sorted.put(tally.getKey(), tally.getValue().snapshot());
        }
        return sorted;
    }

    ClassEvidence snapshot() {
        return new ClassEvidence(
                observations(),
                buckets.runs(),
                names == null ? ClassEvidence.NO_NAMES : names,
                authenticated,
                contacts == null ? Contacts.NONE : contacts.snapshot());
    }

    private List<Observation> observations() {
        if (latest == null) {
            return List.of();
        }
        if (previous == null) {
            return List.of(latestSeen.observation(latest));
        }
        Map<Observer, Seen> all = others == null ? new HashMap<>(4) : others;
        all.put(latest, latestSeen);
        all.put(previous, previousSeen);
        List<Observation> list = new ArrayList<>(all.size());
        for (Map.Entry<Observer, Seen> entry : all.entrySet()) {
            list.add(entry.getValue().observation(entry.getKey()));
        }
        return list;
    }
}
