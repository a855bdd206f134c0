package io.policap.capture.packet.vantage;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.decode.PacketHeader;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pairs of addresses whose packets are counted for connections, against pairs counted packet by packet. */
class SentPacketsTest {
    @Test
    void sumsOfConnectionsComeToTheSamePairsAsPackets() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AddressPairs packets = new AddressPairs();
        AddressPairs mixed = new AddressPairs();
        SentPackets sent = new SentPackets();
        for (int i = 0; i < 20_000; i++) {
            long from = 0x0A00_0000L + random.nextInt(60);
            long to = 0x0A00_0000L + random.nextInt(60);
            int many = 1 + random.nextInt(5);
            boolean byConnection = random.nextBoolean();
            for (int each = 0; each < many; each++) {
                packets.add(false, 0, from, 0, to, PacketHeader.DIRECTION_UNKNOWN);
                if (!byConnection) {
                    mixed.add4(from << 32 | to);
                }
            }
            if (byConnection) {
                sent.add(from, to, many);
            }
        }
        mixed.add(sent.pairs());
        assertThat(mixed.list()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(packets.list());
    }

    @Test
    void aCountStopsAtItsLargestValue() {
        SentPackets sent = new SentPackets();
        sent.add(1L << 24, 2L << 24, 0xFFFF_FFF0L);
        sent.add(1L << 24, 2L << 24, 0xFFFF_FFF0L);
        AddressPairs pairs = new AddressPairs();
        pairs.add(sent.pairs());
        pairs.add(sent.pairs());
        assertThat(pairs.list())
                .singleElement()
                .satisfies(pair -> assertThat(pair.packets()).isEqualTo(0xFFFF_FFFFL));
    }

    @Test
    void morePairsThanAreHeldAreToldOfBothTables() {
        SentPackets sent = new SentPackets();
        for (int i = 0; i <= AddressPairs.MOST; i++) {
            sent.add(0x0A00_0000L + i, 0x0B00_0000L, 1);
        }
        AddressPairs pairs = new AddressPairs();
        pairs.add(sent.pairs());
        assertThat(pairs.overflowed()).isTrue();
        assertThat(pairs.list()).hasSize(AddressPairs.MOST);
    }
}
