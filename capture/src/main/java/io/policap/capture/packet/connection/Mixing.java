package io.policap.capture.packet.connection;

/** Mixes words to hashes. Without {@link Math#multiplyHigh}, which the first compiler leaves to a dozen instructions. */
final class Mixing {
    static final long K0 = 0xA076_1D64_78BD_642FL;
    static final long K1 = 0xE703_7ED1_A0B4_28DBL;
    static final long K2 = 0x8EBC_6AF0_9C88_C6E3L;

    private Mixing() {}

    /** Two words to one, in which every bit depends on every bit of both. */
    static long fold(long a, long b) {
        long mixed = (a ^ a >>> 32) * K1 + b;
        mixed = (mixed ^ mixed >>> 32) * K2;
        mixed = (mixed ^ mixed >>> 29) * K0;
        return mixed ^ mixed >>> 32;
    }
}
