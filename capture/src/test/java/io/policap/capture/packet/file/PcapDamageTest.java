package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.CollectedPackets.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcapDamageTest {
    private static final List<Packet> PACKETS = Captures.ofLengths(100, 200, 300, 400, 500, 600, 700, 800);

    @Test
    void readingGoesOnBehindARecordOfAbsurdLength() {
        byte[] file = damagedThird(0x7000_0000);
        CollectedPackets read = CollectedPackets.of(file);
        List<Packet> others = new ArrayList<>(PACKETS);
        others.remove(2);
        assertThat(read.packets).isEqualTo(others);
        assertThat(read.skipped).isEqualTo(1);
        assertThat(read.messages())
                .containsExactly("malformed-capture: record 3 at byte 356 is damaged; reading goes on where a chain of"
                        + " whole records begins again");
    }

    @Test
    void aNegativeLengthIsNoLength() {
        assertThat(CollectedPackets.of(damagedThird(-5)).packets).hasSize(7);
    }

    @Test
    void theFileStopsWhereNothingIsProven() {
        byte[] file = CaptureBytes.pcap()
                .packets(PACKETS.subList(0, 2))
                .record(Captures.TIME, 0x7000_0000, 0x7000_0000, noise(5000))
                .bytes();
        CollectedPackets read = CollectedPackets.of(file);
        assertThat(read.packets).isEqualTo(PACKETS.subList(0, 2));
        assertThat(read.skipped).isEqualTo(1);
        assertThat(read.facts.whole()).isFalse();
        assertThat(read.messages())
                .containsExactly("malformed-capture: record 3 at byte 356 claims 1879048192 captured bytes, at most"
                        + " 65535 are possible; what comes before was read, the rest is left out");
    }

    @Test
    void recordsInsideAPacketAreNotTakenForRecordsOfTheFile() {
        // The packet carries a pcap file of another day.
        CaptureBytes inner = CaptureBytes.pcap();
        Captures.ofLengths(50, 50, 50, 50, 50, 50)
                .forEach(p -> inner.record(
                        p.time() - 5 * 86_400_000_000_000L, 50, 50, p.bytes().array()));
        byte[] file = CaptureBytes.pcap()
                .packets(PACKETS)
                .record(Captures.TIME, 0x7000_0000, 0x7000_0000, inner.bytes())
                .bytes();
        assertThat(CollectedPackets.of(file).packets).isEqualTo(PACKETS);
    }

    @Test
    void zerosAreNoRecords() {
        byte[] file = CaptureBytes.pcap()
                .packets(PACKETS.subList(0, 1))
                .record(Captures.TIME, -1, -1, new byte[100_000])
                .bytes();
        CollectedPackets read = CollectedPackets.of(file);
        assertThat(read.packets).hasSize(1);
        assertThat(read.skipped).isEqualTo(1);
    }

    @Test
    void theFirstRecordMayBeTheDamagedOne() {
        byte[] file = CaptureBytes.pcap()
                .record(0, -1, -1, noise(333))
                .packets(PACKETS)
                .bytes();
        assertThat(CollectedPackets.of(file).packets).isEqualTo(PACKETS);
    }

    @Test
    void aWriterMayExceedItsSnapLength() {
        List<Packet> packets = Captures.ofLengths(60, 70, 96, 97, 98, 60, 70_000, 60);
        CollectedPackets read = CollectedPackets.of(CaptureBytes.pcap(CaptureBytes.USEC, ByteOrder.BIG_ENDIAN, 96, 1)
                .packets(packets)
                .bytes());
        assertThat(read.packets).isEqualTo(packets);
        assertThat(read.skipped).isZero();
        assertThat(read.messages())
                .containsExactly("malformed-capture: record 4 at byte 298 is longer than the snapshot length; taken, as"
                        + " the next records follow where it ends (3 times in this file, this is the first)");
    }

    @Test
    void aLengthOnTheWireBelowTheCapturedOneIsTheCapturedOne() {
        byte[] file = CaptureBytes.pcap()
                .packets(PACKETS.subList(0, 2))
                .record(Captures.TIME, 300, 0, noise(300))
                .packets(PACKETS.subList(2, 4))
                .bytes();
        CollectedPackets read = CollectedPackets.of(file);
        assertThat(read.packets).hasSize(5);
        assertThat(read.packets.get(2).original()).isEqualTo(300);
        assertThat(read.issues.list()).isEmpty();
    }

    @Test
    void beforeVersion24TheLengthsMayHaveChangedPlaces() {
        byte[] file =
                CaptureBytes.pcap().record(Captures.TIME, 300, 100, noise(100)).bytes();
        file[6] = 2;
        CollectedPackets read = CollectedPackets.of(file);
        assertThat(read.packets).hasSize(1);
        assertThat(read.packets.get(0).original()).isEqualTo(300);
        assertThat(read.facts.whole()).isTrue();
    }

    @Test
    void anUnknownVersionIsNotRead() {
        byte[] file = CaptureBytes.pcap().packets(PACKETS).bytes();
        file[4] = 7;
        CollectedPackets read = CollectedPackets.of(file);
        assertThat(read.packets).isEmpty();
        assertThat(read.messages())
                .containsExactly("capture-not-read: is a pcap file of version 7; only version 2 is read, convert it");
    }

    @Test
    void damageAnywhereNeverCostsMoreThanTheRecordsItTouches() {
        long seed = 20260101;
        Random random = new Random(seed);
        byte[] good = CaptureBytes.pcap().packets(PACKETS).bytes();
        for (int round = 0; round < 300; round++) {
            int hit = random.nextInt(PACKETS.size() - 1);
            int at = 24;
            for (int i = 0; i < hit; i++) {
                at += 16 + PACKETS.get(i).bytes().remaining();
            }
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, random.nextInt() | 0x4000_0000);
            assertThat(CollectedPackets.of(bad).packets)
                    .as("seed %d round %d", seed, round)
                    .containsAll(PACKETS.subList(hit + 1, PACKETS.size()))
                    .hasSize(PACKETS.size() - 1);
        }
    }

    private static byte[] damagedThird(int length) {
        return CaptureBytes.pcap()
                .packets(PACKETS.subList(0, 2))
                .record(Captures.TIME, length, length, PACKETS.get(2).bytes().array())
                .packets(PACKETS.subList(3, 8))
                .bytes();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(3).nextBytes(noise);
        return noise;
    }
}
