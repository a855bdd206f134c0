package io.policap.capture.packet.connection;

/** Mixes words to hashes: the 128-bit product of two words, folded. */
final class Mixing {
    static final long K0 = 0xA076_1D64_78BD_642FL;
    static final long K1 = 0xE703_7ED1_A0B4_28DBL;
    static final long K2 = 0x8EBC_6AF0_9C88_C6E3L;

    private Mixing() {}

    static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}
