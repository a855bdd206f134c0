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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        private final SteadyEnd steady;
        private final int party;

        private End(SteadyEnd steady, int party) {
            this.steady = steady;
            this.party = party;
        }

        private boolean holdsAt(Instant time) {
            return steady.time().contains(time);
        }
    }

    private static final class Pair extends GrowingSpan {
        private final PacketConnection like;
        private final int client;
        private final int server;
        private final EvidenceTally tally;
        private final Sign sign;
        /** Whether by what name and when each reached the server tells names apart that share its address. */
        private final boolean contacts;

        private long count;
        /** Seconds whose buckets the tally has: from, and up to before. */
        private long bucketsFrom = Long.MAX_VALUE;

        private long bucketsTo = Long.MIN_VALUE;

        private Pair(
                PacketConnection like, int client, int server, EvidenceTally tally, Sign sign, boolean contacts) {
            this.like = like;
            this.client = client;
            this.server = server;
            this.tally = tally;
            this.sign = sign;
            this.contacts = contacts;
        }

        private boolean is(PacketConnection connection, int clientParty, int serverParty) {
            return clientParty == client
                    && serverParty == server
                    && connection.serverPort() == like.serverPort()
                    && connection.protocol() == like.protocol()
                    && connection.exchange() == like.exchange()
                    && connection.client().v6() == like.client().v6()
                    && connection.node().equals(like.node());
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
    private final Map<Ip, End> ends = new HashMap<>();
    private final Map<Party, Integer> parties = new HashMap<>();
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
                && !connection.first().equals(Instant.MIN)
                && !connection.last().isBefore(connection.first());
    }

    /** Counts a connection that {@link #mayRepeat} if there was one like it; else returns false. */
    boolean add(PacketConnection connection) {
        Instant begins = connection.first();
        End client = ends.get(connection.client());
        End server = ends.get(connection.server());
        if (client == null || server == null || !client.holdsAt(begins) || !server.holdsAt(begins)) {
            return false;
        }
        Pair pair = pairs[slot(connection, client.party, server.party)];
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

    /** Where the pair of a connection is, or has its place. */
    private int slot(PacketConnection connection, int client, int server) {
        long mixed = client * 0x9E37_79B9_7F4A_7C15L
                + server * 0xD6E8_FEB8_6659_FD93L
                + connection.serverPort() * 0xE703_7ED1_A0B4_28DBL;
        int slot = (int) (mixed >>> 32) & pairs.length - 1;
        for (Pair pair = pairs[slot]; pair != null; pair = pairs[slot]) {
            if (pair.is(connection, client, server)) {
                break;
            }
            slot = slot + 1 & pairs.length - 1;
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
            put(new Pair(connection, client.party, server.party, tally, sign.getKey(), contacts));
        }
    }

    /** The end at an address at a time, null where it has none that is the same for all. */
    private @Nullable End end(Ip address, Instant time) {
        End known = ends.get(address);
        if (known != null) {
            return known.holdsAt(time) ? known : null;
        }
        SteadyEnd steady =
                ends.size() == MOST_ENDS ? null : resolver.steady(address, time).orElse(null);
        if (steady == null) {
            return null;
        }
        End end = new End(steady, parties.computeIfAbsent(steady.party(), party -> parties.size()));
        ends.put(address, end);
        return end;
    }

    private void put(Pair pair) {
        int slot = slot(pair.like, pair.client, pair.server);
        if (pairs[slot] == null) {
            pairs[slot] = pair;
            size++;
            if (size * 4 > pairs.length) {
                grow();
            }
        }
    }

    private void grow() {
        List<Pair> all = new ArrayList<>(size);
        for (Pair pair : pairs) {
            if (pair != null) {
                all.add(pair);
            }
        }
        pairs = new Pair[pairs.length * 4];
        for (Pair pair : all) {
            pairs[slot(pair.like, pair.client, pair.server)] = pair;
        }
    }

    /** Hands over what was counted, and forgets it all: the sightings to {@code pods}, the rest to the tallies. */
    void flush(Spans<PodSighting> pods) {
        if (ends.isEmpty() && size == 0) {
            return;
        }
        for (End end : ends.values()) {
            if (end.isKnown()) {
                for (PodSighting sighting : end.steady.pods()) {
                    pods.add(sighting, end.span());
                }
            }
        }
        for (Pair pair : pairs) {
            if (pair != null && pair.count > 0) {
                pair.tally.add(pair.like.node(), pair.sign, pair.count, pair.span());
            }
        }
        ends.clear();
        parties.clear();
        if (size > 0) {
            pairs = new Pair[FEWEST_SLOTS];
            size = 0;
        }
    }
}
