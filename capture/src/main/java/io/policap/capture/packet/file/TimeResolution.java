package io.policap.capture.packet.file;

/**
 * How an interface of a pcapng file counts time (draft-ietf-opsawg-pcapng, if_tsresol and if_tsoffset), and turns that
 * into nanoseconds since 1970.
 *
 * <p>A time that does not fit, before 1970 or after 2262, becomes the nearest that does.
 */
final class TimeResolution {
    /** What is meant without if_tsresol: microseconds. */
    static final int DEFAULT = 6;

    private static final long SECOND = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / SECOND - 1;

    private final boolean binary;
    private final int exponent;
    /** Decimal: nanoseconds a tick where that is whole, else 0; ticks a nanosecond where that is, else 0. */
    private final long multiplier;

    /** An unsigned number. */
    private final long divisor;

    private final long offset;
    /** Ticks above this, as an unsigned number, do not fit. */
    private final long mostTicks;

    /**
     * The resolution that two options give.
     *
     * @param resolution if_tsresol: a power of ten, or of two where the highest bit is set, negated
     * @param offset if_tsoffset: seconds to be added
     */
    TimeResolution(int resolution, long offset) {
        this.binary = (resolution & 0x80) != 0;
        this.exponent = resolution & 0x7F;
        this.multiplier = !binary && exponent <= 9 ? power(9 - exponent) : 0;
        this.divisor = !binary && exponent > 9 && exponent <= 28 ? power(exponent - 9) : 0;
        this.offset = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, offset)) * SECOND;
        this.mostTicks = multiplier > 0 ? Long.MAX_VALUE / multiplier : 0;
    }

    /** The time of so many ticks, an unsigned number. */
    long nanos(long ticks) {
        long sinceOffset;
        if (multiplier > 0) {
            sinceOffset = ticks < 0 || ticks > mostTicks ? Long.MAX_VALUE : ticks * multiplier;
        } else if (divisor != 0) {
            sinceOffset = fitting(Long.divideUnsigned(ticks, divisor));
        } else {
            sinceOffset = binary ? fromBinary(ticks) : 0;
        }
        return offset == 0 ? sinceOffset : plusOffset(sinceOffset);
    }

    private long plusOffset(long time) {
        long sum = time + offset;
        boolean overflow = offset > 0 && sum < time;
        return overflow ? Long.MAX_VALUE : Math.max(0, sum);
    }

    private long fromBinary(long ticks) {
        if (exponent > 63) {
            // Below a second: what is shifted out is less than a nanosecond.
            long shifted = exponent - 63 > 63 ? 0 : ticks >>> (exponent - 63);
            return Math.multiplyHigh(shifted, SECOND << 1);
        }
        long seconds = exponent == 0 ? ticks : ticks >>> exponent;
        if (seconds < 0 || seconds > MOST_SECONDS) {
            return Long.MAX_VALUE;
        }
        if (exponent == 0) {
            return seconds * SECOND;
        }
        long fraction = ticks & ((1L << exponent) - 1);
        long high = Math.multiplyHigh(fraction, SECOND);
        long low = fraction * SECOND;
        return seconds * SECOND + ((high << (64 - exponent)) | (low >>> exponent));
    }

    private static long fitting(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
