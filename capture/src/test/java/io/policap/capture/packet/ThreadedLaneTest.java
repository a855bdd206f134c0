package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.PacketBatch;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import io.policap.infer.flow.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets that a second thread counts, where that thread is held up. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ThreadedLaneTest {
    private static final int BATCHES = 4;
    private static final int PACKETS = 16;
    private static final int ROUTER_ADVERTISEMENT = 9;

    /** Hands on what the counting thread tells, and holds it up at what it skips. */
    private static final class Held implements LegSink {
        private final List<Leg> legs = new ArrayList<>();
        private final CountDownLatch goOn;

        Held(CountDownLatch goOn) {
            this.goOn = goOn;
        }

        @Override
        public void leg(Leg leg) {
            legs.add(leg);
        }

        @Override
        public void skip(SkipReason reason, long packets) {
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Test
    void packetsComeToTheSameConnectionsWhereTheOneWhoDecodesGetsAhead() {
        long seed = System.nanoTime();
        CountDownLatch goOn = new CountDownLatch(1);
        Held held = new Held(goOn);
        Held free = new Held(new CountDownLatch(0));
        ConnectionTable table = new ConnectionTable(TableLimits.DEFAULT, held, 0);
        ConnectionTable other = new ConnectionTable(TableLimits.DEFAULT, free, 0);
        fill(new ThreadedLane(table, BATCHES, PACKETS), new Random(seed), goOn);
        fill(new DirectLane(other), new Random(seed), goOn);
        table.finish();
        other.finish();

        assertThat(held.legs).as("seed %s", seed).hasSizeGreaterThan(20).isEqualTo(free.legs);
        assertThat(table.packets()).isEqualTo(other.packets());
    }

    @Test
    void aFailureOfTheSecondThreadIsThrownByTheFirst() {
        LegSink broken = new LegSink() {
            @Override
            public void leg(Leg leg) {}

            @Override
            public void skip(SkipReason reason, long packets) {
                throw new IllegalArgumentException("told so");
            }
        };
        for (int many : List.of(1, 100 * PACKETS)) {
            ThreadedLane lane = new ThreadedLane(new ConnectionTable(TableLimits.DEFAULT, broken, 0), BATCHES, PACKETS);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < many; i++) {
                            advertise(lane, i);
                        }
                        lane.finish();
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("counting packets failed")
                    .hasRootCauseMessage("told so");
        }
    }

    /** One packet that holds the counting thread up, some batches beyond what makes it late, and a filter in the middle. */
    private static void fill(PacketLane lane, Random random, CountDownLatch goOn) {
        advertise(lane, 0);
        for (int i = 1; i < 100 * PACKETS; i++) {
            if (i == BATCHES * PACKETS - 1) {
                goOn.countDown();
            }
            if (i == 50 * PACKETS + 3) {
                lane.onlyHandshakesCome();
            }
            plain(lane, i, random);
        }
        lane.finish();
    }

    private static void advertise(PacketLane lane, int record) {
        PacketHeader header = lane.batch().header();
        header.protocol = PacketHeader.ICMP;
        header.icmpType = ROUTER_ADVERTISEMENT;
        lane.batch().add(record * 1_000_000L, record, false);
        lane.added();
    }

    private static void plain(PacketLane lane, int record, Random random) {
        PacketBatch batch = lane.batch();
        long[] words = batch.words();
        int at = batch.at();
        words[at + PlainPacket.ADDRESSES] = address(random) << 32 | address(random);
        words[at + PlainPacket.PORTS] = (30_000L + random.nextInt(3)) << 48
                | 443L << 32
                | (long) PacketHeader.TCP << 24
                | (long) random.nextInt(32) << 16
                | random.nextInt(1 << 16);
        words[at + PlainPacket.NUMBERS] = random.nextLong();
        words[at + PlainPacket.PAYLOAD] = random.nextInt(1_000);
        batch.addPlain(record * 1_000_000L, record, false);
        lane.added();
    }

    private static long address(Random random) {
        return 0xC633_6400L + random.nextInt(6);
    }
}
