package io.policap.capture.packet.vantage;

/**
 * How many packets went from one IPv4 address to another, counted for whole connections: that costs less than for each
 * packet. For one thread, and for {@link VantageFacts} afterwards.
 */
public final class SentPackets {
    private final PairTable pairs = new PairTable(false);

    /** Adds packets that went from one address to the other. */
    public void add(long from, long to, long packets) {
        pairs.add(from << 32 | to, packets);
    }

    PairTable pairs() {
        return pairs;
    }
}
