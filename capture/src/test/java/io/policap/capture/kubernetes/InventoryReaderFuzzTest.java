package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InventoryReaderFuzzTest {
    private static final List<String> SEEDS =
            List.of("objects.yaml", "list.yaml", "watch.yaml", "pretty-list.json", "compact-list.json", "watch.jsonl");
    private static final byte[] NASTY = "{}[]\",:-\n\\#&*!|>'%@`?\u0000\u00ff 0x1e9.5nulltrue---\n...items:\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int ROUNDS = 1_500;

    @Test
    void noDamageMakesTheReaderThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] original = InventoryReaderTest.resource(SEEDS.get(random.nextInt(SEEDS.size())));
            byte[] damaged = damage(original, random);
            assertThatCode(() -> {
                        InventoryText text = InventoryText.of(damaged);
                        InventoryText.describe(text.inventory());
                        InventoryContent.looksLikeKubernetes(damaged, damaged.length);
                    })
                    .as("seed %d, round %d", seed, round)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] damage(byte[] original, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rate = 20 + random.nextInt(2_000);
        for (int i = 0; i < original.length; i++) {
            int choice = random.nextInt(rate);
            if (choice == 0) {
                out.write(NASTY[random.nextInt(NASTY.length)]);
            } else if (choice == 1) {
                i += random.nextInt(40);
            } else if (choice == 2) {
                int from = random.nextInt(original.length);
                out.write(original, from, Math.min(random.nextInt(200), original.length - from));
            } else if (choice == 3 && random.nextInt(10) == 0) {
                return out.toByteArray();
            } else {
                out.write(original[i]);
            }
        }
        return out.toByteArray();
    }
}
