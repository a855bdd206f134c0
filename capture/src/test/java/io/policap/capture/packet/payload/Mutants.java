package io.policap.capture.packet.payload;

import java.util.Arrays;
import java.util.Random;

/** Damaged copies of messages: changed, repeated and missing bytes, and numbers that lie. */
public final class Mutants {
    private static final int[] NASTY = {0, 1, 2, 3, 4, 0x0C, 0x16, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xC1, 0xFE, 0xFF};

    private Mutants() {}

    public static byte[] of(byte[] original, Random random) {
        byte[] mutant = original.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0 && mutant.length > 1; hits--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) NASTY[random.nextInt(NASTY.length)];
                case 3 -> {
                    int length = Math.min(random.nextInt(40), mutant.length - at);
                    System.arraycopy(mutant, random.nextInt(mutant.length - length + 1), mutant, at, length);
                }
                case 4 -> {
                    mutant[at] = 0;
                    mutant[Math.max(0, at - 1)] = (byte) NASTY[random.nextInt(NASTY.length)];
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        mutant = Arrays.copyOf(mutant, at);
                    }
                }
            }
        }
        return mutant;
    }
}
