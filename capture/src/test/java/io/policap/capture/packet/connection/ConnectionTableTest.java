package io.policap.capture.packet.connection;

import static io.policap.capture.packet.connection.Packets.ACK;
import static io.policap.capture.packet.connection.Packets.FIN;
import static io.policap.capture.packet.connection.Packets.START;
import static io.policap.capture.packet.connection.Packets.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.SkipReason;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
    private final Packets packets = new Packets();

    @Test
    void aPacketCapturedSeveralTimesIsCountedOnceAndReadSeveralTimes() {
        packets.client(SYN, 1000, 0, 0).again(0.001).again(0.001).server(SYN | ACK, 5000, 1001, 0);
        Leg leg = packets.again(0.002).client(ACK, 1001, 5001, 0).leg();

        assertThat(leg.clientPackets()).isEqualTo(2);
        assertThat(leg.serverPackets()).isEqualTo(1);
        assertThat(leg.packets()).isEqualTo(6);
        assertThat(packets.table.copies()).isEqualTo(3);
    }

    @Test
    void copiesMayComeAfterOtherPacketsOfTheirDirection() {
        packets.handshake();
        packets.client(ACK, 1001, 5001, 10).client(ACK, 1011, 5001, 10).client(ACK, 1021, 5001, 10);
        PacketHeader first = new PacketHeader();
        Leg leg = packets.send(true, PacketHeader.TCP, "", h -> {
                    h.ipId = 4;
                    h.flags = ACK;
                    h.sequence = 1001;
                    h.acknowledgement = 5001;
                    h.payload = 10;
                    assertThat(first.protocol).isZero();
                })
                .leg();

        assertThat(leg.clientPackets()).isEqualTo(5);
        assertThat(leg.packets()).isEqualTo(7);
    }

    @Test
    void aPacketAgainAfterMoreThanTwentyMillisecondsIsSentAgain() {
        assertThat(packets.client(SYN, 1000, 0, 0).again(0.0215).leg().clientPackets())
                .isEqualTo(2);
    }

    @Test
    void datagramsOfAnotherPayloadAreNoCopies() {
        packets.between("fd00::1", 1, "fd00::2", 2).ask("one").ask("two").again(0.001);

        assertThat(packets.leg().clientPackets()).isEqualTo(2);
    }

    @Test
    void aFullTableMakesRoomByTheLeastRecentlyUsed() {
        Packets small = Packets.holding(3);
        for (int port = 1; port <= 3; port++) {
            small.between("10.0.0.1", port, "10.0.0.2", 80).handshake().after(2);
        }
        small.between("10.0.0.1", 1, "10.0.0.2", 80).client(ACK, 1001, 5001, 3).after(2);
        small.between("10.0.0.1", 4, "10.0.0.2", 80).handshake();

        assertThat(small.legs).extracting(Leg::clientPort).containsExactly(2);
        assertThat(small.table.evicted()).isEqualTo(1);
        assertThat(small.table.connections()).isEqualTo(3);
        assertThat(small.finish()).extracting(Leg::clientPort).containsExactly(2, 3, 1, 4);
    }

    @Test
    void aFullTableOfThousandsCountsWhatItEvicts() {
        Packets small = Packets.holding(1500);
        for (int port = 1; port <= 5000; port++) {
            small.between("10.0.0.1", port, "10.0.0.2", 80)
                    .client(SYN, port, 0, 0)
                    .after(0.001);
        }

        assertThat(small.table.evicted()).isEqualTo(3500);
        assertThat(small.finish()).hasSize(5000).extracting(Leg::packets).containsOnly(1L);
    }

    @Test
    void afterADatagramConnectionMadeRoomTheNextDatagramMayBeAnAnswer() {
        Packets small = Packets.holding(1);
        small.between("10.0.0.1", 1, "10.0.0.2", 9).ask("a").after(50).ask("a").after(50);
        small.between("10.0.0.1", 2, "10.0.0.2", 9).ask("b").after(1);
        small.between("10.0.0.1", 1, "10.0.0.2", 9).reply("a").after(1);

        assertThat(small.finish()).extracting(Leg::directed).containsExactly(false, false, false);
    }

    @Test
    void timeThatGoesBackALittleBreaksNothing() {
        packets.handshake().after(-120).client(ACK, 1001, 5001, 10).after(125).server(ACK, 5001, 1011, 10);

        Leg leg = packets.leg();
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.first()).isEqualTo(START);
    }

    @Test
    void oneDamagedTimestampExpiresNothing() {
        packets.handshake().after(1e9).client(ACK, 1001, 5001, 10).after(-1e9).server(ACK, 5001, 1011, 10);

        Leg leg = packets.leg();
        assertThat(leg.exchange()).isEqualTo(Exchange.SERVED);
        assertThat(leg.last()).isEqualTo(START);
    }

    @Test
    void aCaptureMayPauseForDays() {
        packets.handshake().after(1e6).handshake().after(1).client(ACK, 1001, 5001, 1);
        packets.after(7200).table.expire(packets.time());

        assertThat(packets.legs).hasSize(2);
    }

    @Test
    void keysOfTheSameHashAreToldApartAndCanBeRemovedInAnyOrder() {
        int capacity = 64;
        KeyIndex index = new KeyIndex(capacity);
        long[] words = new long[capacity * Entry.WORDS];
        List<ConnectionKey> keys = new ArrayList<>();
        for (int entry = 0; entry < capacity; entry++) {
            ConnectionKey key = new ConnectionKey(0);
            key.low0 = entry;
            key.meta = 6L << 32;
            // Hashes that end in the last cells of the table, so that probing wraps around.
            key.hash = entry % 3 == 0 ? -1 : -2;
            key.write(words, entry * Entry.WORDS);
            index.add(key.hash, entry);
            keys.add(key);
        }
        for (int removed = 0; removed < capacity; removed++) {
            int victim = removed * 37 % capacity;
            index.remove(keys.get(victim).hash, victim, words);
            assertThat(index.find(keys.get(victim), words)).isEqualTo(-1);
            keys.get(victim).low1 = 1;
            for (int entry = 0; entry < capacity; entry++) {
                if (keys.get(entry).low1 == 0) {
                    assertThat(index.find(keys.get(entry), words)).isEqualTo(entry);
                }
            }
        }
    }

    @Test
    void packetsOfKnownConnectionsAllocateNothing() {
        Discarding sink = new Discarding();
        ConnectionTable table = new ConnectionTable(TableLimits.DEFAULT, sink, 0);
        PacketHeader header = new PacketHeader();
        ByteBuffer data = ByteBuffer.allocate(100);
        header.payload = 60;
        header.payloadCaptured = 60;
        long time = feed(table, header, data, START, 200_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        long nothing = threads.getThreadAllocatedBytes(thread) - before;
        before = threads.getThreadAllocatedBytes(thread);
        feed(table, header, data, time, 200_000);
        long allocated = threads.getThreadAllocatedBytes(thread) - before - nothing;

        // The JVM itself may leave some hundred bytes in the thread when it compiles what runs.
        assertThat(allocated).isLessThan(2_000);
        assertThat(sink.legs).isZero();
    }

    private static long feed(ConnectionTable table, PacketHeader header, ByteBuffer data, long from, int count) {
        long time = from;
        for (int i = 0; i < count; i++) {
            boolean forth = (i & 1) == 0;
            header.protocol = (i & 2) == 0 ? PacketHeader.TCP : PacketHeader.UDP;
            header.sourceLow = forth ? 1 + i % 1000 / 4 : 9999;
            header.destinationLow = forth ? 9999 : 1 + i % 1000 / 4;
            header.sourcePort = forth ? 1000 : 80;
            header.destinationPort = forth ? 80 : 1000;
            header.flags = ACK;
            header.sequence = i;
            header.ipId = i & 0xFFFF;
            time += 100_000;
            table.add(header, data, time, i);
        }
        return time;
    }

    private static final class Discarding implements LegSink {
        private int legs;

        @Override
        public void leg(Leg leg) {
            legs++;
        }

        @Override
        public void skip(SkipReason reason, long packets) {
            throw new AssertionError(reason);
        }
    }

    @Test
    void theSeedOfTheHashShowsInNothing() {
        assertThat(run(1)).isEqualTo(run(2)).hasSizeGreaterThan(500);
    }

    private static List<Leg> run(long seed) {
        List<Leg> legs = new ArrayList<>();
        LegSink sink = new LegSink() {
            @Override
            public void leg(Leg leg) {
                legs.add(leg);
            }

            @Override
            public void skip(SkipReason reason, long count) {
                throw new AssertionError(reason);
            }
        };
        TableLimits limits = new TableLimits(
                100,
                TableLimits.DEFAULT.tcpIdle(),
                TableLimits.DEFAULT.closedIdle(),
                TableLimits.DEFAULT.datagramIdle(),
                false);
        ConnectionTable table = new ConnectionTable(limits, sink, 0, seed);
        PacketHeader header = new PacketHeader();
        header.protocol = PacketHeader.TCP;
        for (int i = 0; i < 3000; i++) {
            header.sourceLow = i * 7 % 331;
            header.destinationLow = 1000 + i % 3;
            header.flags = i % 5 == 0 ? FIN | ACK : ACK;
            header.sequence = i;
            table.add(header, ByteBuffer.allocate(0), START + i * 10_000_000L, i + 1);
        }
        table.finish();
        return legs;
    }

    @Test
    void lookingAtOpenConnectionsChangesNothing() {
        packets.handshake();
        List<Leg> shown = new ArrayList<>();
        packets.table.show(shown::add);
        packets.table.show(shown::add);
        Leg leg = packets.leg();

        assertThat(shown).containsExactly(leg, leg);
        assertThat(packets.table.legs()).isEqualTo(1);
        packets.table.show(
                other -> assertThat(other).as("nothing is open any more").isNull());
    }

    @Test
    void fromNowOnOnlyHandshakesMayCome() {
        PacketBatch filtered = new PacketBatch(1);
        filtered.onlyHandshakesCome();
        packets.table.add(filtered);
        Leg leg =
                packets.client(SYN, 1000, 0, 0).server(SYN | ACK, 5000, 1001, 0).leg();

        assertThat(leg.exchange())
                .isEqualTo(Packets.handshakesOnly()
                        .client(SYN, 1000, 0, 0)
                        .server(SYN | ACK, 5000, 1001, 0)
                        .leg()
                        .exchange())
                .isNotEqualTo(new Packets()
                        .client(SYN, 1000, 0, 0)
                        .server(SYN | ACK, 5000, 1001, 0)
                        .leg()
                        .exchange());
    }
}
