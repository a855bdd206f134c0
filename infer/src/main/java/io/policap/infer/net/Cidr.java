package io.policap.infer.net;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An address prefix in CIDR form (RFC 4632, RFC 4291), ordered by network address, then shorter prefix first.
 *
 * @param network the first address; bits outside the prefix are cleared on construction
 * @param length the prefix length, 0 to 32 or 0 to 128
 */
public record Cidr(Ip network, int length) implements Comparable<Cidr> {
    public Cidr {
        requireNonNull(network, "network");
        if (length < 0 || length > network.bits()) {
            throw new IllegalArgumentException(
                    "prefix length " + length + " is outside 0.." + network.bits() + " for " + network);
        }
        network = masked(network, length);
    }

    /** The prefix that holds just this address: /32 or /128. */
    public static Cidr of(Ip address) {
        return new Cidr(address, address.bits());
    }

    /**
     * Reads {@code address/length}; a bare address is its own /32 or /128.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(Ip.parse(text));
        }
        Ip address = Ip.parse(text.substring(0, slash));
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a prefix length: '" + digits + "' in '" + text + "'");
        }
        return new Cidr(address, Integer.parseInt(digits));
    }

    public boolean v6() {
        return network.v6();
    }

    public boolean contains(Ip address) {
        return address.v6() == network.v6() && masked(address, length).equals(network);
    }

    public boolean contains(Cidr other) {
        return other.length >= length && contains(other.network);
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** Whether the prefix holds exactly one address. */
    public boolean isSingle() {
        return length == network.bits();
    }

    /** The last address of the prefix. */
    public Ip last() {
        if (!network.v6()) {
            long hosts = length == 0 ? 0xFFFF_FFFFL : (1L << (32 - length)) - 1;
            return new Ip(false, 0, network.low() | hosts);
        }
        long high = length >= 64 ? network.high() : network.high() | tail(length);
        long low = length <= 64 ? -1L : network.low() | tail(length - 64);
        return new Ip(true, high, low);
    }

    /** The prefix one bit shorter that holds this one. */
    public Cidr parent() {
        return new Cidr(network, length - 1);
    }

    /** The half of the prefix that begins where it does, one bit longer. */
    public Cidr lowerHalf() {
        return new Cidr(network, length + 1);
    }

    /** The half of the prefix that ends where it does, one bit longer. */
    public Cidr upperHalf() {
        return new Cidr(last(), length + 1);
    }

    private static long tail(int keep) {
        return keep >= 64 ? 0 : -1L >>> keep;
    }

    private static Ip masked(Ip address, int length) {
        if (!address.v6()) {
            long mask = length == 0 ? 0 : 0xFFFF_FFFFL << (32 - length) & 0xFFFF_FFFFL;
            return new Ip(false, 0, address.low() & mask);
        }
        long high = address.high() & ~(length >= 64 ? 0 : tail(length));
        long low = length <= 64 ? 0 : address.low() & ~tail(length - 64);
        return new Ip(true, high, low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr cidr && length == cidr.length && network.equals(cidr.network);
    }

    @Override
    public int hashCode() {
        return network.hashCode() * 31 + length;
    }

    @Override
    public int compareTo(Cidr other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
