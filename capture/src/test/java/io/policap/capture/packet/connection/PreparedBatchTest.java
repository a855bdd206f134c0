package io.policap.capture.packet.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import io.policap.infer.flow.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A batch of which a part of the work was done beforehand, by the thread that filled it. */
class PreparedBatchTest {
    private static final int BATCHES = 50;
    private static final int PACKETS = 300;

    @Test
    void comesToTheSameConnectionsAsOneThatWasNot() {
        long seed = System.nanoTime();
        Legs prepared = new Legs();
        Legs other = new Legs();
        ConnectionTable first = new ConnectionTable(TableLimits.DEFAULT, prepared, 0);
        ConnectionTable second = new ConnectionTable(TableLimits.DEFAULT, other, 0);
        Random random = new Random(seed);
        Random again = new Random(seed);
        PacketBatch batch = new PacketBatch(PACKETS);
        for (int i = 0; i < BATCHES; i++) {
            fill(batch, i, random);
            first.prepare(batch);
            assertThat(batch.isKeyed).isTrue();
            first.add(batch);
            fill(batch, i, again);
            assertThat(batch.isKeyed).isFalse();
            second.add(batch);
        }
        first.finish();
        second.finish();
        assertThat(prepared.legs)
                .as("seed %s", seed)
                .hasSizeGreaterThan(BATCHES)
                .isEqualTo(other.legs);
        assertThat(prepared.sent).as("seed %s", seed).isPositive().isEqualTo(other.sent);
        assertThat(first.copies()).as("seed %s", seed).isEqualTo(second.copies());
    }

    /** Packets both ways between few addresses, plain ones and others. */
    private static void fill(PacketBatch batch, int number, Random random) {
        batch.clear();
        for (int i = 0; i < PACKETS; i++) {
            long time = (number * (long) PACKETS + i) * 1_000_000;
            if (random.nextInt(10) == 0) {
                header(batch.header(), random);
                batch.add(time, i, false);
                continue;
            }
            long[] words = batch.words;
            int at = batch.at();
            int protocol = random.nextBoolean() ? PacketHeader.TCP : PacketHeader.UDP;
            words[at + PlainPacket.ADDRESSES] = address(random) << 32 | address(random);
            words[at + PlainPacket.PORTS] = port(random) << 48
                    | port(random) << 32
                    | (long) protocol << 24
                    | (long) random.nextInt(32) << 16
                    | random.nextInt(1 << 16);
            words[at + PlainPacket.NUMBERS] = random.nextLong();
            words[at + PlainPacket.PAYLOAD] = random.nextInt(1_000);
            batch.addPlain(time, i, random.nextBoolean());
            if (random.nextInt(4) == 0) {
                batch.carry(new byte[20], 0, 20);
            }
        }
    }

    private static void header(PacketHeader header, Random random) {
        header.v6 = random.nextBoolean();
        header.sourceHigh = header.v6 ? 0xFD00L << 48 : 0;
        header.sourceLow = address(random);
        header.destinationHigh = header.sourceHigh;
        header.destinationLow = address(random);
        header.sourcePort = (int) port(random);
        header.destinationPort = (int) port(random);
        header.protocol = PacketHeader.TCP;
        header.flags = random.nextInt(32);
        header.sequence = random.nextInt();
        header.acknowledgement = random.nextInt();
        header.payload = random.nextInt(1_000);
    }

    private static long address(Random random) {
        return 0xC633_6400L + random.nextInt(6);
    }

    private static long port(Random random) {
        return random.nextBoolean() ? 443 : 40_000 + random.nextInt(3);
    }

    private static final class Legs implements LegSink {
        private final List<Leg> legs = new ArrayList<>();
        private long sent;

        @Override
        public void leg(Leg leg) {
            legs.add(leg);
        }

        @Override
        public void sent(long from, long to, long count) {
            sent += (31 * from + to) * count;
        }

        @Override
        public void skip(SkipReason reason, long count) {
            throw new AssertionError(reason);
        }
    }
}
