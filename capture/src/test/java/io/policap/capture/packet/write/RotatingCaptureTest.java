package io.policap.capture.packet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.policap.capture.output.Rotation;
import io.policap.capture.output.UnwritableRecording;
import io.policap.capture.packet.file.CaptureInterface;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingCaptureTest {
    private static final CaptureInterface ETH0 = new CaptureInterface(1, 256, "eth0", "udp");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON_NANOS = NOON.getEpochSecond() * SECOND;

    @TempDir
    private Path directory;

    @Test
    void theFileHasItsNameOnlyWhenItIsComplete() throws IOException {
        try (RotatingCapture capture = new RotatingCapture(directory.resolve("a.pcapng"), Rotation.NONE, NOON)) {
            capture.declare(ETH0);
            packet(capture, 0, 60);
            assertThat(names()).containsExactly(".a.pcapng.part");
        }
        assertThat(names()).containsExactly("a.pcapng");
    }

    @Test
    void blocksSayWhatWasCapturedAndLost() throws IOException {
        Path file = directory.resolve("a.pcapng");
        try (RotatingCapture capture = new RotatingCapture(file, Rotation.NONE, NOON)) {
            capture.declare(ETH0);
            packet(capture, 5, 61);
            capture.dropped(0, 7, NOON_NANOS + SECOND);
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> blocks = blocks(in);
        assertThat(blocks.stream().map(in::getInt)).containsExactly(0x0A0D0D0A, 1, 6, 5, 5);
        int packet = blocks.get(2);
        assertThat((long) in.getInt(packet + 12) << 32 | in.getInt(packet + 16) & 0xFFFFFFFFL)
                .isEqualTo(NOON_NANOS + 5);
        assertThat(in.getInt(packet + 20)).isEqualTo(61);
        assertThat(in.getInt(packet + 24)).isEqualTo(1061);
        assertThat(in.get(packet + 28 + 60)).isEqualTo((byte) 60);
        int end = blocks.get(4);
        assertThat(in.getLong(end + 20 + 12 + 12 + 4)).as("received").isEqualTo(1);
        assertThat(in.getLong(end + 20 + 12 + 12 + 12 + 4)).as("dropped").isEqualTo(7);
    }

    @Test
    void theEndingOfTheNameCompresses() throws IOException {
        for (String name : List.of("a.pcapng", "a.pcapng.gz", "a.pcapng.zst")) {
            try (RotatingCapture capture = new RotatingCapture(directory.resolve(name), Rotation.NONE, NOON)) {
                capture.declare(ETH0);
                for (int i = 0; i < 5000; i++) {
                    packet(capture, i, 100);
                }
            }
        }
        byte[] plain = Files.readAllBytes(directory.resolve("a.pcapng"));
        assertThat(plain).hasSizeGreaterThan(600_000);
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(directory.resolve("a.pcapng.gz")));
                InputStream zstd =
                        new ZstdInputStreamNoFinalizer(Files.newInputStream(directory.resolve("a.pcapng.zst")))) {
            assertThat(gzip.readAllBytes()).isEqualTo(plain);
            assertThat(zstd.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void afterSoManyBytesANewFileBeginsAndStandsForItself() throws IOException {
        Rotation rotation = new Rotation(200_000, Duration.ZERO, 0);
        try (RotatingCapture capture = new RotatingCapture(directory.resolve("n.pcapng"), rotation, NOON)) {
            capture.declare(ETH0);
            for (int i = 0; i < 5000; i++) {
                packet(capture, i * SECOND / 1000, 100);
            }
            capture.dropped(0, 3, NOON_NANOS + 5 * SECOND);
        }
        assertThat(names())
                .containsExactly(
                        "n-00001-20260101T120000Z.pcapng",
                        "n-00002-20260101T120001Z.pcapng",
                        "n-00003-20260101T120003Z.pcapng",
                        "n-00004-20260101T120004Z.pcapng");
        int packets = 0;
        for (String name : names()) {
            ByteBuffer in =
                    ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
            List<Integer> blocks = blocks(in);
            assertThat(in.getInt(blocks.get(0))).isEqualTo(0x0A0D0D0A);
            assertThat(in.getInt(blocks.get(1))).isEqualTo(1);
            packets += (int) blocks.stream().filter(at -> in.getInt(at) == 6).count();
        }
        assertThat(packets).isEqualTo(5000);
    }

    @Test
    void timeRotatesWithoutPacketsAndOnlyTheNewestFilesStay() throws IOException {
        Rotation rotation = new Rotation(0, Duration.ofMinutes(1), 2);
        try (RotatingCapture capture = new RotatingCapture(directory.resolve("n.pcapng.gz"), rotation, NOON)) {
            capture.declare(ETH0);
            for (int second = 1; second <= 300; second++) {
                capture.dropped(0, 0, NOON_NANOS + second * SECOND);
            }
            assertThat(capture.files()).isEqualTo(5);
        }
        assertThat(names()).containsExactly("n-00005-20260101T120400Z.pcapng.gz", "n-00006-20260101T120500Z.pcapng.gz");
    }

    @Test
    void aLaterRunCountsOn() throws IOException {
        Rotation rotation = new Rotation(1 << 20, Duration.ZERO, 0);
        for (int run = 0; run < 2; run++) {
            new RotatingCapture(directory.resolve("n.pcapng"), rotation, NOON.plusSeconds(run)).close();
        }
        assertThat(names()).containsExactly("n-00001-20260101T120000Z.pcapng", "n-00002-20260101T120001Z.pcapng");
    }

    @Test
    void twoWritersOfOneFileDoNotMixTheirPackets() {
        Path file = directory.resolve("a.pcapng");
        try (RotatingCapture capture = new RotatingCapture(file, Rotation.NONE, NOON)) {
            assertThat(capture.files()).isZero();
            assertThatExceptionOfType(UnwritableRecording.class)
                    .isThrownBy(() -> new RotatingCapture(file, Rotation.NONE, NOON))
                    .withMessageEndingWith("a.pcapng: another process writes it");
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertThatExceptionOfType(UnwritableRecording.class)
                .isThrownBy(() -> new RotatingCapture(directory.resolve("no/a.pcapng"), Rotation.NONE, NOON))
                .withMessageEndingWith("no/a.pcapng: its directory does not exist");
    }

    @Test
    void framesLongerThanTheBufferAreWrittenWhole() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(out, "test");
        writer.declare(ETH0);
        writer.packet(ByteBuffer.allocate(200_000).put(199_999, (byte) 9), 0, 200_000, 200_000, 1, 0);
        writer.flush();
        ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.get(blocks(in).get(2) + 28 + 199_999)).isEqualTo((byte) 9);
        assertThat(new ByteArrayInputStream(out.toByteArray()).available()).isGreaterThan(200_000);
    }

    private static void packet(RotatingCapture capture, long after, int length) {
        ByteBuffer frame = ByteBuffer.allocateDirect(length + 3);
        for (int i = 0; i < length; i++) {
            frame.put(i + 3, (byte) i);
        }
        capture.packet(frame, 3, length, length + 1000, NOON_NANOS + after, 0);
    }

    private static List<Integer> blocks(ByteBuffer in) {
        List<Integer> blocks = new ArrayList<>();
        int at = 0;
        while (at < in.capacity()) {
            int length = in.getInt(at + 4);
            assertThat(length % 4).isZero();
            assertThat(in.getInt(at + length - 4)).isEqualTo(length);
            blocks.add(at);
            at += length;
        }
        return blocks;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
