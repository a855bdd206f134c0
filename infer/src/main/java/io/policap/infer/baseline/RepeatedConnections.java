package io.policap.infer.baseline;

import io.policap.infer.connection.Attribution;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Captured connections that say the same as one before, counted until somebody asks: most clients call the same servers
 * again and again.
 *
 * <p>What they say is the same while their addresses have the same owners, so each holds the time for which that was
 * found out. Bounded: what does not fit is left to the baseline. Not safe for several threads.
 */
final class RepeatedConnections {
    private static final int MOST = 1 << 15;
    private static final int PROBES = 16;
    private static final int LAST_PORT = 65535;

    private static final class Repeated {
        private final PacketConnection like;
        private final Instant from;
        private final Instant until;
        private final EvidenceTally tally;
        private final Sign sign;
        private final List<PodSighting> pods;
        private long count;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        /** Seconds whose buckets the tally has: from, and up to before. */
        private long bucketsFrom = Long.MAX_VALUE;

        private long bucketsTo = Long.MIN_VALUE;

        private Repeated(PacketConnection like, Lifetime same, EvidenceTally tally, Sign sign, List<PodSighting> pods) {
            this.like = like;
            this.from = same.from();
            this.until = same.to();
            this.tally = tally;
            this.sign = sign;
            this.pods = pods;
        }

        private boolean is(PacketConnection connection) {
            return connection.serverPort() == like.serverPort()
                    && connection.protocol() == like.protocol()
                    && connection.exchange() == like.exchange()
                    && connection.client().equals(like.client())
                    && connection.server().equals(like.server())
                    && connection.node().equals(like.node());
        }

        private boolean holdsAt(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }

        private void add(PacketConnection connection) {
            count++;
            Instant begins = connection.first();
            Instant ends = connection.last();
            if (begins.isBefore(first)) {
                first = begins;
            }
            if (ends.isAfter(last)) {
                last = ends;
            }
            if (begins.getEpochSecond() < bucketsFrom || ends.getEpochSecond() >= bucketsTo) {
                tally.addBuckets(new Span(begins, ends));
                bucketsFrom = Buckets.bucketOf(begins) * Buckets.SECONDS;
                bucketsTo = (Buckets.bucketOf(ends) + 1) * Buckets.SECONDS;
            }
        }
    }

    private @Nullable Repeated[] table = new Repeated[1 << 8];
    private int size;

    /** Whether a connection may say the same as another by what is compared: not where it counts packets. */
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
        int slot = slot(connection);
        for (int probe = 0; probe < PROBES; probe++) {
            Repeated repeated = table[slot + probe & table.length - 1];
            if (repeated == null) {
                return false;
            }
            if (repeated.is(connection) && repeated.holdsAt(connection.first())) {
                repeated.add(connection);
                return true;
            }
        }
        return false;
    }

    /**
     * Remembers what a connection that {@link #mayRepeat} says; it was counted itself.
     *
     * @param same the time in which its addresses have the same owners
     */
    void remember(PacketConnection connection, Attribution.Known known, Lifetime same, EvidenceTally tally) {
        if (known.signs().size() != 1 || size == MOST) {
            return;
        }
        if (size * 4 > table.length) {
            grow();
        }
        Map.Entry<Sign, Long> sign = known.signs().entrySet().iterator().next();
        if (sign.getValue() == 1) {
            put(new Repeated(connection, same, tally, sign.getKey(), known.pods()));
        }
    }

    private void put(Repeated repeated) {
        int slot = slot(repeated.like);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = slot + probe & table.length - 1;
            if (table[at] == null) {
                table[at] = repeated;
                size++;
                return;
            }
        }
    }

    private void grow() {
        @Nullable Repeated[] old = table;
        List<Repeated> homeless = new ArrayList<>();
        table = new Repeated[old.length * 4];
        size = 0;
        for (Repeated repeated : old) {
            if (repeated != null) {
                homeless.add(repeated);
            }
        }
        homeless.forEach(this::put);
    }

    private int slot(PacketConnection connection) {
        long mixed = (connection.client().low() * 31 + connection.client().high()) * 0x9E37_79B9_7F4A_7C15L
                + (connection.server().low() * 31 + connection.server().high()) * 0xD6E8_FEB8_6659_FD93L
                + connection.serverPort() * 0xE703_7ED1_A0B4_28DBL;
        return (int) ((mixed ^ mixed >>> 29) * 0x9E37_79B9_7F4A_7C15L >>> 40) & table.length - 1;
    }

    /** Hands over what was counted, and forgets it all: the sightings to {@code pods}, the rest to the tallies. */
    void flush(Map<PodSighting, Span> pods) {
        if (size == 0) {
            return;
        }
        for (Repeated repeated : table) {
            if (repeated != null && repeated.count > 0) {
                Span span = new Span(repeated.first, repeated.last);
                repeated.tally.add(repeated.like.node(), repeated.sign, repeated.count, span);
                for (PodSighting sighting : repeated.pods) {
                    pods.merge(sighting, span, Span::join);
                }
            }
        }
        table = new Repeated[1 << 8];
        size = 0;
    }
}
