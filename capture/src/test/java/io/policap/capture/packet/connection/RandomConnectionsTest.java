package io.policap.capture.packet.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays random conversations, interleaved, copied and a little out of order, and compares with what was played. */
class RandomConnectionsTest {
    private static final long MILLISECOND = 1_000_000L;

    /** A packet as it was played; the model counts them by conversation, which the table has to find out. */
    private record Played(
            Conversation of,
            boolean fromClient,
            int flags,
            int sequence,
            int acknowledgement,
            int payload,
            int ipId,
            long time) {}

    /** What one conversation was, and what has to come out. */
    private static final class Conversation {
        final long client;
        final int clientPort;
        final long server;
        final int serverPort;
        final boolean tcp;
        Exchange exchange = Exchange.UNANSWERED;
        long fingerprint;
        long clientPackets;
        long serverPackets;
        long packets;
        long first = Long.MAX_VALUE;
        long last;
        long firstRecord;

        Conversation(long client, int clientPort, long server, int serverPort, boolean tcp) {
            this.client = client;
            this.clientPort = clientPort;
            this.server = server;
            this.serverPort = serverPort;
            this.tcp = tcp;
        }

        String outcome(long byRecord) {
            return "%s %d > %s %d %s %d+%d of %d, %d..%d, record %d, %x"
                    .formatted(
                            Ip.v4((int) client),
                            clientPort,
                            Ip.v4((int) server),
                            serverPort,
                            exchange,
                            clientPackets,
                            serverPackets,
                            packets,
                            first,
                            last,
                            byRecord,
                            fingerprint);
        }
    }

    private final List<Played> played = new ArrayList<>();
    private final Map<String, Long> freeAt = new HashMap<>();
    private int ipId;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatWasPlayedComesOut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            conversation(random);
        }
        List<Played> captured = captured(random);
        List<Leg> legs = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(
                new TableLimits(1 << 20, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), false),
                collecting(legs),
                0);
        // The capture began long before, so that the first datagram of each conversation is a question.
        table.expire(Packets.START);
        PacketHeader header = new PacketHeader();
        ByteBuffer data = ByteBuffer.allocate(8);
        Map<Conversation, Conversation> all = new HashMap<>();
        long record = 0;
        for (Played packet : captured) {
            record++;
            Conversation of = packet.of;
            all.put(of, of);
            of.packets++;
            of.first = of.firstRecord == 0 ? packet.time : of.first;
            of.firstRecord = of.firstRecord == 0 ? record : of.firstRecord;
            of.last = Math.max(of.last, packet.time);
            header.protocol = of.tcp ? PacketHeader.TCP : PacketHeader.UDP;
            header.sourceLow = packet.fromClient ? of.client : of.server;
            header.destinationLow = packet.fromClient ? of.server : of.client;
            header.sourcePort = packet.fromClient ? of.clientPort : of.serverPort;
            header.destinationPort = packet.fromClient ? of.serverPort : of.clientPort;
            header.flags = packet.flags;
            header.sequence = packet.sequence;
            header.acknowledgement = packet.acknowledgement;
            header.payload = packet.payload;
            header.ipId = packet.ipId;
            table.add(header, data, packet.time, record);
        }
        table.finish();

        List<String> expected = all.keySet().stream()
                .map(c -> c.outcome(c.firstRecord))
                .sorted()
                .toList();
        List<String> found =
                legs.stream().map(RandomConnectionsTest::outcome).sorted().toList();
        List<String> missing = new ArrayList<>(expected);
        List<String> unexpected = new ArrayList<>(found);
        found.forEach(missing::remove);
        expected.forEach(unexpected::remove);
        assertThat(missing)
                .as("seed %d: missing, where there is %s", seed, unexpected)
                .isEmpty();
        assertThat(unexpected).as("seed %d", seed).isEmpty();
        assertThat(legs.stream().mapToLong(Leg::packets).sum()).isEqualTo(table.packets());
    }

    private static String outcome(Leg leg) {
        assertThat(leg.directed()).as("%s", leg).isTrue();
        Conversation same = new Conversation(
                leg.client().low(), leg.clientPort(), leg.server().low(), leg.serverPort(), true);
        same.exchange = leg.exchange();
        same.fingerprint = leg.fingerprint();
        same.clientPackets = leg.clientPackets();
        same.serverPackets = leg.serverPackets();
        same.packets = leg.packets();
        same.first = leg.first();
        same.last = leg.last();
        return same.outcome(leg.record());
    }

    private void conversation(Random random) {
        long client = 0x0A000000L + random.nextInt(40);
        long server = 0x0A000000L + random.nextInt(40);
        int clientPort = 30000 + random.nextInt(4);
        int serverPort = random.nextBoolean() ? 80 : 50000;
        if (client == server) {
            server++;
        }
        boolean tcp = random.nextInt(4) > 0;
        Conversation c = new Conversation(client, clientPort, server, serverPort, tcp);
        String pair = tcp + " " + client + " " + clientPort + " " + server + " " + serverPort;
        long start =
                freeAt.getOrDefault(pair, Packets.START + 40_000 * MILLISECOND + random.nextInt(60_000) * MILLISECOND);
        if (!tcp && freeAt.containsKey(pair)) {
            return;
        }
        // Ten milliseconds between packets, more than any reordering.
        long end = tcp ? tcp(c, start, random) : udp(c, start, random);
        freeAt.put(pair, end + 2_000 * MILLISECOND);
    }

    private long udp(Conversation c, long start, Random random) {
        long time = start;
        int datagrams = 1 + random.nextInt(3);
        boolean answered = random.nextBoolean();
        for (int i = 0; i < datagrams; i++) {
            time = play(c, true, 0, 0, 0, 0, time);
            if (answered) {
                time = play(c, false, 0, 0, 0, 0, time);
            }
        }
        c.exchange = answered ? Exchange.SERVED : Exchange.ONE_WAY;
        return time;
    }

    private long tcp(Conversation c, long start, Random random) {
        int client = random.nextInt();
        int server = random.nextInt();
        long time = play(c, true, Packets.SYN, client, 0, 0, start);
        int kind = random.nextInt(6);
        if (kind == 0) {
            return play(c, true, Packets.SYN, client, 0, 0, time + 1_000 * MILLISECOND);
        }
        if (kind == 1) {
            c.exchange = Exchange.REFUSED;
            return play(c, false, Packets.RST | Packets.ACK, 0, client + 1, 0, time);
        }
        c.fingerprint = ((long) client << 32) | (server & 0xFFFF_FFFFL);
        c.exchange = Exchange.HALF_OPEN;
        time = play(c, false, Packets.SYN | Packets.ACK, server, client + 1, 0, time);
        if (kind == 2) {
            return random.nextBoolean() ? time : play(c, true, Packets.RST, client + 1, 0, 0, time);
        }
        client++;
        server++;
        c.exchange = Exchange.HANDSHAKE_ONLY;
        time = play(c, true, Packets.ACK, client, server, 0, time);
        int segments = kind == 3 ? 0 : random.nextInt(20);
        for (int i = 0; i < segments; i++) {
            boolean fromClient = random.nextBoolean();
            int payload = random.nextInt(3) * 700;
            time = play(
                    c,
                    fromClient,
                    Packets.ACK,
                    fromClient ? client : server,
                    fromClient ? server : client,
                    payload,
                    time);
            client += fromClient ? payload : 0;
            server += fromClient ? 0 : payload;
            if (payload > 0) {
                c.exchange = Exchange.SERVED;
            }
        }
        if (random.nextBoolean()) {
            time = play(c, true, Packets.FIN | Packets.ACK, client, server, 0, time);
            return play(c, false, Packets.FIN | Packets.ACK, server, client + 1, 0, time);
        }
        return random.nextBoolean()
                ? play(c, true, Packets.RST | Packets.ACK, client, server, 0, time)
                : play(c, false, Packets.RST | Packets.ACK, server, client, 0, time);
    }

    private long play(
            Conversation c, boolean fromClient, int flags, int sequence, int acknowledgement, int payload, long time) {
        ipId = (ipId + 1) & 0xFFFF;
        played.add(new Played(c, fromClient, flags, sequence, acknowledgement, payload, ipId, time));
        if (fromClient) {
            c.clientPackets++;
        } else {
            c.serverPackets++;
        }
        return time + 10 * MILLISECOND;
    }

    /**
     * Each packet once to four times, each of them late: by up to 15 milliseconds, so that segments overtake each other,
     * but those that tell the direction or the end by less.
     */
    private List<Played> captured(Random random) {
        List<Played> captured = new ArrayList<>();
        for (Played p : played) {
            int times = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            for (int i = 0; i < times; i++) {
                boolean overtaken = p.of.tcp && (p.flags & (Packets.SYN | Packets.RST)) == 0;
                long late = random.nextInt(overtaken ? 15_000 : 9_000) * 1000L;
                captured.add(new Played(
                        p.of, p.fromClient, p.flags, p.sequence, p.acknowledgement, p.payload, p.ipId, p.time + late));
            }
        }
        captured.sort(Comparator.comparingLong(Played::time));
        // Interfaces deliver in batches: neighbours swap places.
        for (int i = 1; i < captured.size(); i++) {
            if (random.nextInt(10) == 0 && captured.get(i).of != captured.get(i - 1).of) {
                Played swapped = captured.get(i);
                captured.set(i, captured.get(i - 1));
                captured.set(i - 1, swapped);
            }
        }
        return captured;
    }

    private static LegSink collecting(List<Leg> legs) {
        return new LegSink() {
            @Override
            public void leg(Leg leg) {
                legs.add(leg);
            }

            @Override
            public void skip(SkipReason reason, long count) {
                throw new AssertionError(reason);
            }
        };
    }
}
