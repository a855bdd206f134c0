package io.policap.capture.hubble.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void agreesWithTheJdksStrictDecoder() {
        long seed = 5_150L;
        Random random = new Random(seed);
        byte[] first = {
            0x20, 0x7F, (byte) 0xC1, (byte) 0xC2, (byte) 0xE0, (byte) 0xED, (byte) 0xF0, (byte) 0xF4, (byte) 0xF5
        };
        int valid = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < bytes.length; i++) {
                int kind = random.nextInt(3);
                bytes[i] = kind == 0
                        ? first[random.nextInt(first.length)]
                        : kind == 1 ? (byte) (0x80 + random.nextInt(64)) : (byte) random.nextInt(256);
            }
            boolean expected = decodes(bytes);
            valid += expected ? 1 : 0;
            assertThat(Utf8.isValid(bytes, 0, bytes.length))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
        }
        assertThat(valid).isBetween(1_000, 199_000);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }
}
