package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.policap.capture.packet.file.CollectedPackets.Packet;
import io.policap.capture.recording.RecognizedFile;
import io.policap.capture.recording.Recording;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same packets in every format are the same packets. */
class CaptureFormatsTest {
    private static final List<Packet> PACKETS = Captures.some(200);

    static Stream<Arguments> pcaps() {
        return Stream.of(CaptureBytes.USEC, CaptureBytes.NSEC, CaptureBytes.MODIFIED)
                .flatMap(magic -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                        .map(order -> Arguments.of(Integer.toHexString(magic), order, magic)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pcaps")
    void pcapOfEveryMagicNumber(String text, ByteOrder order, int magic) {
        CollectedPackets read = CollectedPackets.of(
                CaptureBytes.pcap(magic, order, 262144, 1).packets(PACKETS).bytes());
        assertThat(read.packets).isEqualTo(PACKETS);
        assertThat(read.interfaces).containsExactly(new CaptureInterface(1, 262144, "", ""));
        assertThat(read.issues.list()).isEmpty();
        assertThat(read.facts.whole()).isTrue();
        assertThat(read.facts.format())
                .isEqualTo(magic == CaptureBytes.MODIFIED ? CaptureFormat.MODIFIED_PCAP : CaptureFormat.PCAP);
    }

    static Stream<Arguments> resolutions() {
        return Stream.of(3, 6, 9, 10, 0x80 | 10, 0x80 | 20, 0x80 | 30)
                .flatMap(resolution -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                        .flatMap(order -> Stream.of(0L, 1_600_000_000L, -1000L)
                                .map(offset -> Arguments.of(resolution, order, offset))));
    }

    @ParameterizedTest(name = "if_tsresol {0}, {1}, if_tsoffset {2}")
    @MethodSource("resolutions")
    void pcapngOfEveryTimeResolution(int resolution, ByteOrder order, long offset) {
        CaptureBytes file = CaptureBytes.pcapng(order);
        file.described(1, 0, file.options(2, "eth0", 9, (byte) resolution, 14, offset));
        TimeResolution time = new TimeResolution(resolution, offset);
        for (Packet packet : PACKETS) {
            file.enhanced(
                    0,
                    ticks(packet.time() - offset * 1_000_000_000L, resolution),
                    packet.original(),
                    packet.bytes().array(),
                    new byte[0]);
        }
        CollectedPackets read = CollectedPackets.of(file.bytes());
        assertThat(read.interfaces).containsExactly(new CaptureInterface(1, 0, "eth0", ""));
        assertThat(read.packets).extracting(Packet::bytes).isEqualTo(bytes());
        long unit = resolution == 3 || resolution == (0x80 | 10) ? 1_000_000 : resolution == (0x80 | 20) ? 1000 : 1;
        for (int i = 0; i < PACKETS.size(); i++) {
            assertThat(read.packets.get(i).time())
                    .isBetween(PACKETS.get(i).time() - unit, PACKETS.get(i).time());
        }
        assertThat(time.nanos(0)).isEqualTo(Math.max(0, offset * 1_000_000_000L));
        assertThat(read.issues.list()).isEmpty();
    }

    private static long ticks(long nanos, int resolution) {
        if ((resolution & 0x80) != 0) {
            int shift = resolution & 0x7F;
            return BigInteger.valueOf(nanos)
                    .shiftLeft(shift)
                    .divide(BigInteger.valueOf(1_000_000_000L))
                    .longValueExact();
        }
        return BigInteger.valueOf(nanos)
                .multiply(BigInteger.TEN.pow(resolution))
                .divide(BigInteger.valueOf(1_000_000_000L))
                .longValue();
    }

    private static List<ByteBuffer> bytes() {
        return PACKETS.stream().map(Packet::bytes).toList();
    }

    @Test
    void compressedFilesAreStreamsAndPlainOnesAreReadWhereTheyLie(@TempDir Path directory) throws IOException {
        byte[] pcap = CaptureBytes.pcap().packets(PACKETS).bytes();
        Files.write(directory.resolve("a.pcap"), pcap);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.pcap.gz")))) {
            gzip.write(pcap);
        }
        try (OutputStream zstd = new ZstdOutputStream(Files.newOutputStream(directory.resolve("c.pcap.zst")))) {
            zstd.write(pcap);
        }
        Recording recording =
                Recording.open(List.of(directory.toString()), new ByteArrayInputStream(new byte[0]), new Issues());
        assertThat(recording.files())
                .extracting(file -> file.plainPath().isPresent())
                .containsExactly(true, false, false);
        for (RecognizedFile file : recording.files()) {
            Issues issues = new Issues();
            try (ByteWindow window = file.plainPath().isPresent()
                    ? ByteWindow.of(file.plainPath().get())
                    : ByteWindow.of(file.open(issues))) {
                assertThat(CollectedPackets.of(window).packets).isEqualTo(PACKETS);
            }
            assertThat(issues.list()).isEmpty();
        }
    }

    @Test
    void standardInputHasNoPlainPath() {
        byte[] pcap = CaptureBytes.pcap().packets(PACKETS).bytes();
        Recording recording = Recording.open(List.of("-"), new ByteArrayInputStream(pcap), new Issues());
        assertThat(recording.files().get(0).plainPath()).isEmpty();
    }

    @Test
    void theLinkTypeIsTheLowerHalfOfItsField() {
        byte[] file = CaptureBytes.pcap(CaptureBytes.USEC, ByteOrder.BIG_ENDIAN, 65535, 0x2405_0001)
                .packets(PACKETS)
                .bytes();
        assertThat(CollectedPackets.of(file).interfaces).containsExactly(new CaptureInterface(1, 65535, "", ""));
    }

    @Test
    void snoopIsReadWithItsDrops() {
        ByteBuffer head =
                ByteBuffer.allocate(16).putLong(0x736E6F6F70000000L).putInt(2).putInt(4);
        ByteArrayOutputStream snoop = new ByteArrayOutputStream();
        snoop.writeBytes(head.array());
        for (Packet packet : PACKETS) {
            int length = 24 + packet.bytes().capacity() + 3 & ~3;
            snoop.writeBytes(ByteBuffer.allocate(length)
                    .putInt(packet.original())
                    .putInt(packet.bytes().capacity())
                    .putInt(length)
                    .putInt(5)
                    .putInt((int) (packet.time() / 1_000_000_000))
                    .putInt((int) (packet.time() % 1_000_000_000 / 1000))
                    .put(packet.bytes().array())
                    .array());
        }
        CollectedPackets read = CollectedPackets.of(snoop.toByteArray());
        assertThat(read.packets).isEqualTo(PACKETS);
        assertThat(read.dropped)
                .containsExactly(
                        new CollectedPackets.Dropped(0, 5, PACKETS.get(0).time()));
    }
}
