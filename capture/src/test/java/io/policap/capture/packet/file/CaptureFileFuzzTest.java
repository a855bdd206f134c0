package io.policap.capture.packet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers of outside bytes under damage: a fuzz target, which the ordinary build runs with its seeds only, and
 * seeded mutations of the same seeds.
 *
 * <p>To fuzz: {@code JAZZER_FUZZ=1 mvn test -pl capture -am -Dtest=CaptureFileFuzzTest#anyBytes
 * -DargLine="-Djazzer.hooks=true -Djazzer.instrument=io.policap.capture.packet.**"}. The number of mutations is set with
 * {@code -Dpolicap.fuzz.rounds}.
 */
class CaptureFileFuzzTest {
    private static final int[] NASTY = {
        0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, 6, 0x0A0D0D0A, 0x1A2B3C4D, 12, 32, 65535, 262144, 1 << 24, 16
    };

    /** The beginnings of shipped captures, and one file with every block. */
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(
                                "n1-multi.pcapng",
                                "n2-eth0-nano.pcap",
                                "n1-nflog.pcap",
                                "n1-any-s96.pcap",
                                "pod-statsd-exporter-veth.pcap")
                        .map(CaptureFileFuzzTest::head),
                Stream.of(everyBlock(), modified()));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        readTwice(bytes);
    }

    @Test
    void noMutationMakesAReaderThrow() throws IOException {
        long seed = System.nanoTime();
        int rounds = Integer.getInteger("policap.fuzz.rounds", 4_000);
        Random random = new Random(seed);
        List<byte[]> seeds = seeds().toList();
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                readTwice(mutant);
            } catch (RuntimeException | AssertionError broken) {
                fail("seed %d, round %d".formatted(seed, round), broken);
            }
        }
    }

    /** Also through a window of another size, which must make no difference. */
    private static void readTwice(byte[] bytes) throws IOException {
        CollectedPackets usual = CollectedPackets.of(bytes);
        try (ByteWindow small = ByteWindow.of(new ByteArrayInputStream(bytes), 500, 60)) {
            CollectedPackets other = CollectedPackets.of(small);
            assertThat(other.packets).isEqualTo(usual.packets);
            assertThat(other.facts).isEqualTo(usual.facts);
            assertThat(other.messages()).isEqualTo(usual.messages());
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] mutant = seed.clone();
        for (int hits = 1 + random.nextInt(6); hits > 0; hits--) {
            int at = random.nextInt(mutant.length - 8);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 ->
                    ByteBuffer.wrap(mutant)
                            .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                            .putInt(at & ~3, NASTY[random.nextInt(NASTY.length)]);
                case 3 -> {
                    int length = Math.min(random.nextInt(200), mutant.length - at);
                    System.arraycopy(mutant, random.nextInt(mutant.length - length + 1), mutant, at, length);
                }
                default -> {
                    if (random.nextInt(4) == 0 && at > 100) {
                        mutant = Arrays.copyOf(mutant, at);
                    }
                }
            }
        }
        return mutant;
    }

    private static byte[] head(String name) {
        Path file = Captures.shop().resolve("pcap").resolve(name);
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(4096);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] modified() {
        return CaptureBytes.pcap(CaptureBytes.MODIFIED, ByteOrder.BIG_ENDIAN, 100, 1)
                .packets(Captures.ofLengths(10, 20, 30, 40, 50, 60, 101))
                .bytes();
    }

    private static byte[] everyBlock() {
        CaptureBytes file = CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN);
        byte[] names = file.options(1, "\n\0\0\1a.example\0");
        byte[] drops = file.options(5, 7L, 7, 1L);
        return file.described(1, 96, file.options(2, "eth0", 11, "\0tcp", 9, (byte) 0x8A, 14, 77L))
                .described(113, 0, new byte[0])
                .enhanced(0, 1L << 40, 60, new byte[33], file.options(4, 5L))
                .block(
                        2,
                        file.buffer(24)
                                .putInt(1 << 16)
                                .putLong(9)
                                .putInt(4)
                                .putInt(4)
                                .putInt(1))
                .block(3, file.buffer(12).putInt(8).putLong(5))
                .block(4, file.buffer(names.length).put(names))
                .block(5, file.buffer(12 + drops.length).putInt(0).putLong(3).put(drops))
                .block(10, file.buffer(12))
                .block(0xBAD, file.buffer(8))
                .section()
                .described(276, 0, new byte[0])
                .enhanced(0, 1L << 50, 60, new byte[60], new byte[0])
                .bytes();
    }
}
