package io.policap.infer.net;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as two words, ordered numerically with all of IPv4 before all of IPv6.
 *
 * <p>IPv4-mapped IPv6 addresses (RFC 4291, 2.5.5.2) become their IPv4 form, so that one address has one value. Zone
 * indices are not accepted.
 *
 * @param v6 whether the address is an IPv6 address
 * @param high the upper 64 bits of an IPv6 address, 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 */
public record Ip(boolean v6, long high, long low) implements Comparable<Ip> {
    public Ip {
        if (!v6 && (high != 0 || (low >>> 32) != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** The IPv4 address of these 32 bits. */
    public static Ip v4(int bits) {
        return new Ip(false, 0, bits & 0xFFFF_FFFFL);
    }

    /** The IPv6 address of these 128 bits, or the IPv4 address it maps (RFC 4291, 2.5.5.2). */
    public static Ip v6(long high, long low) {
        if (high == 0 && (low >>> 32) == 0xFFFF) {
            return new Ip(false, 0, low & 0xFFFF_FFFFL);
        }
        return new Ip(true, high, low);
    }

    /**
     * Reads the text form of an address (RFC 4291, 2.2; dotted decimal for IPv4).
     *
     * @throws IllegalArgumentException when the text is not an address; names are never looked up
     */
    public static Ip parse(String text) {
        return IpText.parse(requireNonNull(text, "text"));
    }

    /** Width of the address in bits: 32 or 128. */
    public int bits() {
        return v6 ? 128 : 32;
    }

    /** Whether the address is multicast (RFC 5771, RFC 4291) or the IPv4 limited broadcast. */
    public boolean isMulticast() {
        return v6 ? (high >>> 56) == 0xFF : (low >>> 28) == 0xE || low == 0xFFFF_FFFFL;
    }

    /** Whether the address is link-local (169.254.0.0/16, fe80::/10). */
    public boolean isLinkLocal() {
        return v6 ? (high >>> 54) == 0x3FA : (low >>> 16) == 0xA9FE;
    }

    /** Whether the address is a loopback address (127.0.0.0/8, ::1). */
    public boolean isLoopback() {
        return v6 ? high == 0 && low == 1 : (low >>> 24) == 127;
    }

    /** Whether the address is unspecified (0.0.0.0, ::). */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** Whether the address is of private use (RFC 1918, RFC 6598, RFC 4193). */
    public boolean isPrivate() {
        if (v6) {
            return (high >>> 57) == 0x7E;
        }
        return (low >>> 24) == 10
                || (low >>> 20) == 0xAC1
                || (low >>> 16) == 0xC0A8
                || (low >>> 22) == (0x6440_0000L >>> 22);
    }

    /** How many bits both addresses, of one family, have in common from the first on. */
    public int commonBits(Ip other) {
        if (!v6) {
            return Long.numberOfLeadingZeros(low ^ other.low) - 32;
        }
        long upper = high ^ other.high;
        return upper != 0 ? Long.numberOfLeadingZeros(upper) : 64 + Long.numberOfLeadingZeros(low ^ other.low);
    }

    @Override
    public int compareTo(Ip other) {
        if (v6 != other.v6) {
            return v6 ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    // Asked for every connection: what a record has of its own runs as method handles until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ip ip && low == ip.low && high == ip.high && v6 == ip.v6;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /** The canonical text form (RFC 5952). */
    @Override
    public String toString() {
        return IpText.format(this);
    }
}
