package io.policap.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureGeneratorTest {
    @TempDir
    Path directory;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path first = generate("first", "--bytes", "2000000", "--seed", "7");
        Path second = generate("second", "--bytes", "2000000", "--seed", "7");
        Path other = generate("other", "--bytes", "2000000", "--seed", "8");

        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(beside(first, ".inventory.json")).hasSameBinaryContentAs(beside(second, ".inventory.json"));
        assertThat(beside(first, ".truth.json")).hasSameBinaryContentAs(beside(second, ".truth.json"));
        assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
    }

    @Test
    void theInventoryDoesNotDependOnTheSize() throws IOException {
        Path small = generate("small", "--packets", "10", "--seed", "7");
        Path large = generate("large", "--packets", "20000", "--seed", "7");

        assertThat(beside(small, ".inventory.json")).hasSameBinaryContentAs(beside(large, ".inventory.json"));
    }

    @Test
    void lengthsInHeadersAddUpToTheFrames() throws IOException {
        List<ByteBuffer> frames = frames(generate("capture", "--packets", "30000", "--seed", "3", "--ipv6", "30"));

        assertThat(frames.size()).isEqualTo(30_000);
        int overlays = 0;
        int ipv6 = 0;
        for (ByteBuffer frame : frames) {
            assertThat(frame.limit()).isBetween(14 + 20 + 8, 1_514);
            int at = ip(frame, 14);
            if (isOverlay(frame)) {
                overlays++;
                at = ip(frame, at + 16 + 14);
            }
            ipv6 += frame.getShort(isOverlay(frame) ? 62 : 12) == (short) 0x86DD ? 1 : 0;
            assertThat(at).isLessThan(frame.limit());
        }
        assertThat(overlays).isBetween(3_000, 15_000);
        assertThat(ipv6).isGreaterThan(1_000);
    }

    @Test
    void timesNeverGoBack() throws IOException {
        ByteBuffer file = bytes(generate("capture", "--packets", "5000", "--nanoseconds"));

        assertThat(file.getInt(0)).isEqualTo(0xA1B23C4D);
        long last = 0;
        for (int at = 24; at < file.limit(); at += 16 + file.getInt(at + 8)) {
            long time = file.getInt(at) * 1_000_000_000L + file.getInt(at + 4);
            assertThat(time).isGreaterThan(last);
            last = time;
        }
    }

    @Test
    void dataHasTheSizeThatWasAskedFor() throws IOException {
        String[] options = {
            "--packets", "20000", "--packet-size", "100", "--vxlan", "0", "--connections", "100", "--edges", "50"
        };
        List<ByteBuffer> frames = frames(generate("capture", options));

        assertThat(frames.stream().filter(frame -> frame.limit() == 100).count())
                .isGreaterThan(14_000);
    }

    @Test
    void policapReadsTheInventory() throws IOException {
        Path inventory = beside(generate("capture", "--packets", "10", "--pods", "120"), ".inventory.json");
        InventoryBuilder builder = new InventoryBuilder();
        Issues issues = new Issues();
        try (InputStream in = Files.newInputStream(inventory)) {
            new InventoryReader(builder, issues).read("inventory", in);
        }

        assertThat(issues.list()).isEmpty();
        assertThat(builder.build().pods()).hasSize(120).allSatisfy(pod -> {
            assertThat(pod.workload().kind()).isIn("Deployment", "StatefulSet");
            assertThat(pod.addresses()).hasSize(2);
        });
    }

    @Test
    void aNumberOutOfItsRangeIsNamed() {
        assertThatThrownBy(() -> CaptureOptions.parse(List.of("file", "--bytes", "1000", "--vxlan", "101")))
                .hasMessage("--vxlan 101 is not within 0..100");
    }

    private Path generate(String name, String... options) throws IOException {
        Path file = directory.resolve(name);
        List<String> words = new ArrayList<>(List.of(options));
        words.add(file.toString());
        CaptureGenerator.generate(CaptureOptions.parse(words));
        return file;
    }

    private static Path beside(Path capture, String suffix) {
        return CaptureGenerator.beside(capture, suffix);
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<ByteBuffer> frames(Path file) throws IOException {
        ByteBuffer records = bytes(file);
        List<ByteBuffer> frames = new ArrayList<>();
        for (int at = 24; at < records.limit(); at += 16 + records.getInt(at + 8)) {
            frames.add(records.slice(at + 16, records.getInt(at + 8)).order(ByteOrder.BIG_ENDIAN));
        }
        return frames;
    }

    private static boolean isOverlay(ByteBuffer frame) {
        return frame.getShort(12) == 0x0800 && frame.get(23) == 17 && frame.getShort(36) == 8_472;
    }

    /** Checks the lengths of the IP header at {@code at} and gives the place of the transport header. */
    private static int ip(ByteBuffer frame, int at) {
        boolean ipv6 = frame.get(at) >> 4 == 6;
        int header = ipv6 ? 40 : 20;
        int length = ipv6 ? 40 + frame.getShort(at + 4) : frame.getShort(at + 2);
        assertThat(at + length).isEqualTo(frame.limit());
        if (frame.get(ipv6 ? at + 6 : at + 9) == 17) {
            assertThat((int) frame.getShort(at + header + 4)).isEqualTo(length - header);
        }
        return at + header;
    }
}
