package io.policap.capture.hubble.skim;

import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are read alike by both readers: a fuzz target, which the ordinary build runs with its seeds only, and seeded
 * mutations of lines as Hubble writes them.
 *
 * <p>To fuzz: {@code JAZZER_FUZZ=1 mvn test -pl capture -am -Dtest=HubbleLogFuzzTest#anyBytes
 * -DargLine="-Djazzer.hooks=true -Djazzer.instrument=io.policap.capture.hubble.**"}. The number of mutations is set with
 * {@code -Dpolicap.fuzz.rounds}.
 */
class HubbleLogFuzzTest {
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\r",
        " ",
        "\t",
        "\u0000",
        "\u001e",
        "0",
        "-",
        "1.5",
        "1e3",
        "null",
        "true",
        "\"time\":",
        "\"verdict\":\"DROPPED\",",
        "\"source\":{},",
        "\"ID\":0,",
        "\"id\":1,",
        "\"labels\":[],",
        "\"podName\":\"x\",",
        "\"is_reply\":null,",
        "\\u0022",
        "\\u00e9",
        "\u00e9",
        "\\x",
        "\"l4\":{},",
        "\"node_name\":\"\",",
        "\"aggregate\":{\"ingress_flow_count\":2},",
        "\"Type\":\"SOCK\",",
        ",\"flow\":{}",
        "}}\n{\"flow\":{"
    };

    static Stream<byte[]> seeds() {
        return HubbleLines.USUAL.stream().map(line -> (line + "\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        BothReaders.assertSame(bytes);
        BothReaders.assertSame(bytes, 1_500, 700);
    }

    @Test
    void everyMutationIsReadAlike() {
        long seed = Long.getLong("policap.fuzz.seed", System.nanoTime());
        int rounds = Integer.getInteger("policap.fuzz.rounds", 2_000);
        Random random = new Random(seed);
        List<byte[]> lines = lines();
        for (int round = 0; round < rounds; round++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            int count = 2 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                byte[] line = lines.get(random.nextInt(lines.size()));
                // The line as it was before and after: what is damaged then meets what is remembered.
                content.writeBytes(line);
                content.writeBytes(mutate(line, lines, random));
                content.writeBytes(line);
            }
            byte[] mutant = content.toByteArray();
            try {
                BothReaders.assertSame(mutant, random.nextInt(4) == 0 ? 1_000 : 1 << 20, 1 + random.nextInt(9_000));
            } catch (RuntimeException | AssertionError broken) {
                fail(
                        "seed %d, round %d: %s".formatted(seed, round, new String(mutant, StandardCharsets.ISO_8859_1)),
                        broken);
            }
        }
    }

    private static List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>(HubbleLines.lines(HubbleLines.bytes(HubbleLines.USUAL)));
        for (String name : List.of("snake.jsonl", "bare.jsonl", "camel.jsonl", "events.jsonl", "masked.jsonl")) {
            lines.addAll(HubbleLines.lines(HubbleLines.content(Path.of("src/test/resources/hubble", name))));
        }
        return lines;
    }

    private static byte[] mutate(byte[] line, List<byte[]> lines, Random random) {
        byte[] mutant = line;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            mutant = mutateOnce(mutant, lines, random);
        }
        return mutant;
    }

    private static byte[] mutateOnce(byte[] line, List<byte[]> lines, Random random) {
        if (line.length < 2) {
            return line;
        }
        int at = random.nextInt(line.length);
        int end = Math.min(line.length, at + random.nextInt(40));
        byte[] head = Arrays.copyOf(line, at);
        byte[] tail = Arrays.copyOfRange(line, at, line.length);
        switch (random.nextInt(8)) {
            case 0:
                byte[] flipped = line.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            case 1:
                byte[] other = line.clone();
                other[at] = (byte) random.nextInt(256);
                return other;
            case 2:
                return concat(head, Arrays.copyOfRange(line, end, line.length));
            case 3:
                return concat(head, concat(Arrays.copyOfRange(line, at, end), tail));
            case 4:
                byte[] spliced = lines.get(random.nextInt(lines.size()));
                return concat(head, Arrays.copyOfRange(spliced, Math.min(at, spliced.length), spliced.length));
            case 5:
                return head;
            case 6:
                return concat(head, concat(new byte[] {'\n'}, tail));
            default:
                String piece = PIECES[random.nextInt(PIECES.length)];
                return concat(head, concat(piece.getBytes(StandardCharsets.UTF_8), tail));
        }
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
