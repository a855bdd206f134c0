package io.policap.capture.live;

/** A count that libpcap keeps in 32 bits, without its wrapping. */
final class LossCount {
    private int last;
    private long total;

    /** Takes the counter's value and returns all it has counted. */
    long advance(long value) {
        total += Integer.toUnsignedLong((int) value - last);
        last = (int) value;
        return total;
    }
}
