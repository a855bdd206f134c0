package io.policap.infer.baseline;

import io.policap.infer.connection.Attribution;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Sign;
import io.policap.infer.connection.SteadyEnd;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Captured connections that say of two parties what others said before, counted until somebody asks: most pods call the
 * same servers again and again.
 *
 * <p>An address is looked up once for the time in which it has the same owner, two parties once for each port and
 * outcome. Bounded: what does not fit is left to the baseline. Not safe for several threads.
 */
final class RepeatedConnections {
    private static final int MOST_ENDS = 1 << 15;
    private static final int MOST = 1 << 15;
    private static final int FEWEST_SLOTS = 1 << 8;
    private static final int LAST_PORT = 65535;

    private static final class End extends GrowingSpan {
        private final Ip address;
        private final SteadyEnd steady;
        private final int party;

        private End(Ip address, SteadyEnd steady, int party) {
            this.address = address;
            this.steady = steady;
            this.party = party;
        }

        private boolean holdsAt(Instant time) {
            return steady.time().contains(time);
        }
    }

    private static final class Pair extends GrowingSpan {
        private final long key;
        private final String node;
        private final EvidenceTally tally;
        private final Sign sign;
        /** Whether by what name and when each reached the server tells names apart that share its address. */
        private final boolean contacts;

        private long count;
        /** Seconds whose buckets the tally has: from, and up to before. */
        private long bucketsFrom = Long.MAX_VALUE;

        private long bucketsTo = Long.MIN_VALUE;

        private Pair(long key, String node, EvidenceTally tally, Sign sign, boolean contacts) {
            this.key = key;
            this.node = node;
            this.tally = tally;
            this.sign = sign;
            this.contacts = contacts;
        }

        private void count(Instant begins, Instant ends) {
            count++;
            super.add(begins, ends);
            if (begins.getEpochSecond() < bucketsFrom || ends.getEpochSecond() >= bucketsTo) {
                tally.addBuckets(new Span(begins, ends));
                bucketsFrom = Buckets.bucketOf(begins) * Buckets.SECONDS;
                bucketsTo = (Buckets.bucketOf(ends) + 1) * Buckets.SECONDS;
            }
        }
    }

    private final ConnectionResolver resolver;
    private final Map<Party, Integer> parties = new HashMap<>();
    /** Open hash tables, at most a quarter full; beside the pairs their keys, which tell most of them apart. */
    private @Nullable End[] ends = new End[FEWEST_SLOTS];

    private int addresses;
    private long[] keys = new long[FEWEST_SLOTS];
    private @Nullable Pair[] pairs = new Pair[FEWEST_SLOTS];
    private int size;

    RepeatedConnections(ConnectionResolver resolver) {
        this.resolver = resolver;
    }

    /** Whether a connection may say the same as another by what is compared: not where its packets count. */
    static boolean mayRepeat(PacketConnection connection) {
        boolean counts = connection.exchange() == Exchange.ONE_WAY
                || (connection.exchange() == Exchange.UNANSWERED && connection.protocol() == Protocol.UDP);
        return !counts
                && connection.directed()
                && connection.protocol().hasPorts()
                && connection.serverNames().isEmpty()
                && connection.clientPort() >= 0
                && connection.clientPort() <= LAST_PORT
                && connection.serverPort() >= 0
                && connection.serverPort() <= LAST_PORT
                && !connection.first().equals(Instant.MIN)
                && !connection.last().isBefore(connection.first());
    }

    /** Counts a connection that {@link #mayRepeat} if there was one like it; else returns false. */
    boolean add(PacketConnection connection) {
        Instant begins = connection.first();
        End client = ends[slot(connection.client())];
        End server = ends[slot(connection.server())];
        if (client == null || server == null || !client.holdsAt(begins) || !server.holdsAt(begins)) {
            return false;
        }
        Pair pair = pairs[slot(key(connection, client, server), connection.node())];
        if (pair == null) {
            return false;
        }
        Instant last = connection.last();
        pair.count(begins, last);
        if (pair.contacts) {
            HeardNames.contact(connection, pair.tally);
        }
        client.add(begins, last);
        server.add(begins, last);
        return true;
    }

    /** Where the end at an address is, or has its place. */
    private int slot(Ip address) {
        long mixed = (address.low() + 31 * address.high()) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 32) & ends.length - 1;
        for (End end = ends[slot]; end != null; end = ends[slot]) {
            if (end.address == address || end.address.equals(address)) {
                break;
            }
            slot = slot + 1 & ends.length - 1;
        }
        return slot;
    }

    /** What is the same for all connections of a pair but the node, as a number other than 0. */
    private static long key(PacketConnection connection, End client, End server) {
        long ends = (long) client.party << 15 | server.party;
        long kind = connection.protocol().ordinal() << 4 | connection.exchange().ordinal();
        return (ends << 16 | connection.serverPort()) << 9
                | kind << 2
                | (connection.client().v6() ? 2 : 0)
                | 1;
    }

    /** Where the pair of a key is, or has its place. */
    private int slot(long key, String node) {
        long mixed = key * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) ((mixed ^ mixed >>> 29) >>> 16) & keys.length - 1;
        for (Pair pair = pairs[slot]; pair != null; pair = pairs[slot]) {
            if (keys[slot] == key && pair.node.equals(node)) {
                break;
            }
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** Remembers what a connection that {@link #mayRepeat} says; it was counted itself. */
    void remember(PacketConnection connection, Attribution.Known known, EvidenceTally tally) {
        End client = end(connection.client(), connection.first());
        End server = end(connection.server(), connection.first());
        if (client == null || server == null || known.signs().size() != 1 || size == MOST) {
            return;
        }
        boolean contacts = known.type().server() instanceof Party.Address;
        Map.Entry<Sign, Long> sign = known.signs().entrySet().iterator().next();
        if (sign.getValue() == 1) {
            put(new Pair(key(connection, client, server), connection.node(), tally, sign.getKey(), contacts));
        }
    }

    /** The end at an address at a time, null where it has none that is the same for all. */
    private @Nullable End end(Ip address, Instant time) {
        End present = ends[slot(address)];
        if (present != null) {
            return present.holdsAt(time) ? present : null;
        }
        SteadyEnd steady =
                addresses == MOST_ENDS ? null : resolver.steady(address, time).orElse(null);
        if (steady == null) {
            return null;
        }
        End end = new End(address, steady, parties.computeIfAbsent(steady.party(), party -> parties.size()));
        if (++addresses * 4 > ends.length) {
            growEnds();
        }
        ends[slot(address)] = end;
        return end;
    }

    private void growEnds() {
        @Nullable End[] all = ends;
        ends = new End[all.length * 4];
        for (End end : all) {
            if (end != null) {
                ends[slot(end.address)] = end;
            }
        }
    }

    private void put(Pair pair) {
        int slot = slot(pair.key, pair.node);
        if (pairs[slot] == null) {
            keys[slot] = pair.key;
            pairs[slot] = pair;
            size++;
            if (size * 4 > pairs.length) {
                grow();
            }
        }
    }

    private void grow() {
        @Nullable Pair[] all = pairs;
        pairs = new Pair[all.length * 4];
        keys = new long[pairs.length];
        for (Pair pair : all) {
            if (pair != null) {
                int slot = slot(pair.key, pair.node);
                keys[slot] = pair.key;
                pairs[slot] = pair;
            }
        }
    }

    /** Hands over what was counted, and forgets it all: the sightings to {@code pods}, the rest to the tallies. */
    void flush(Spans<PodSighting> pods) {
        flushSightings(pods);
        flushCounts();
    }

    /** The half of {@link #flush} that touches no tally; the other half may be done at the same time. */
    void flushSightings(Spans<PodSighting> pods) {
        if (addresses == 0) {
            return;
        }
        for (End end : ends) {
            if (end != null && end.isKnown()) {
                for (PodSighting sighting : end.steady.pods()) {
                    pods.add(sighting, end.span());
                }
            }
        }
        ends = new End[FEWEST_SLOTS];
        addresses = 0;
        parties.clear();
    }

    /** The half of {@link #flush} that touches tallies of classes and nothing else. */
    void flushCounts() {
        if (size == 0) {
            return;
        }
        for (Pair pair : pairs) {
            if (pair != null && pair.count > 0) {
                pair.tally.add(pair.node, pair.sign, pair.count, pair.span());
            }
        }
        pairs = new Pair[FEWEST_SLOTS];
        keys = new long[FEWEST_SLOTS];
        size = 0;
    }
}
