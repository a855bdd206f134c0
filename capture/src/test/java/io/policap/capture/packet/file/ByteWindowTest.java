package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.CollectedPackets.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteWindowTest {
    private static final List<Packet> PACKETS =
            Captures.ofLengths(60, 0, 1, 1500, 65535, 3, 200000, 14, 9000, 1, 1, 64);

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "7,3", "16,16", "64,10", "1000,64", "4096,100000", "65536,266240"})
    void packetsAreWholeHoweverSmallTheWindow(int chunk, int headroom) throws IOException {
        byte[] pcap = CaptureBytes.pcap(CaptureBytes.USEC, ByteOrder.LITTLE_ENDIAN, 262144, 1)
                .packets(PACKETS)
                .bytes();
        assertThat(read(pcap, chunk, headroom)).isEqualTo(PACKETS);
        CaptureBytes pcapng = CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN).described(1, 0, new byte[0]);
        PACKETS.forEach(packet -> pcapng.enhanced(
                0, packet.time() / 1000, packet.original(), packet.bytes().array(), new byte[0]));
        assertThat(read(pcapng.bytes(), chunk, headroom)).isEqualTo(PACKETS);
    }

    private static List<Packet> read(byte[] file, int chunk, int headroom) throws IOException {
        try (ByteWindow window = ByteWindow.of(new ByteArrayInputStream(file), chunk, headroom)) {
            return CollectedPackets.of(window).packets;
        }
    }

    @Test
    void aFileOfManyChunksIsReadWhole(@TempDir Path directory) throws IOException {
        int[] lengths = new int[60];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i % 7 == 0 ? 262144 : 1000 + i * 1777;
        }
        List<Packet> packets = Captures.ofLengths(lengths);
        Path file = directory.resolve("x.pcap");
        Files.write(
                file,
                CaptureBytes.pcap(CaptureBytes.NSEC, ByteOrder.BIG_ENDIAN, 262144, 1)
                        .packets(packets)
                        .bytes());
        for (int again = 0; again < 5; again++) {
            assertThat(CollectedPackets.of(file).packets).isEqualTo(packets);
        }
    }

    @Test
    void aPacketOfTheLargestSizeIsReadWhereTheSnapLengthAllowsIt(@TempDir Path directory) throws IOException {
        List<Packet> packets = Captures.ofLengths(100, PcapReader.MOST, 100, 5_000_000, 100);
        Path file = directory.resolve("x.pcap");
        Files.write(
                file,
                CaptureBytes.pcap(CaptureBytes.USEC, ByteOrder.LITTLE_ENDIAN, -1, 1)
                        .packets(packets)
                        .bytes());
        assertThat(CollectedPackets.of(file).packets).isEqualTo(packets);
    }

    @Test
    void aWindowMayBeClosedBeforeItsEndAndTwice(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x");
        Files.write(file, new byte[10 * ChunkBuffers.CHUNK]);
        ByteWindow window = ByteWindow.of(file);
        assertThat(window.need(0, 100)).isTrue();
        window.close();
        window.close();
        assertThat(window.need(window.start(), 1)).isFalse();
    }

    @Test
    void offsetsAreThoseOfTheFile() throws IOException {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        try (ByteWindow window = ByteWindow.of(new ByteArrayInputStream(bytes), 10, 5)) {
            for (int offset = 0; offset + 23 <= bytes.length; offset += 7) {
                assertThat(window.need(window.start() + (offset == 0 ? 0 : 7), 23))
                        .isTrue();
                assertThat(window.offset(window.start())).isEqualTo(offset);
                assertThat(window.data().get(window.start() + 22)).isEqualTo(bytes[offset + 22]);
            }
        }
    }
}
