package io.policap.infer.net;

import java.util.List;
import java.util.stream.Stream;

/**
 * The ranges whose addresses mean something else in every network, or no host at all: private use, shared by carriers,
 * loopback, link-local, multicast, reserved (RFC 1918, 6598, 6890, 4193, 4291, 3879).
 *
 * <p>What a user never saw there must not be opened by a prefix that happens to hold it.
 */
public final class SpecialRanges {
    private static final List<Cidr> ALL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    // Multicast and, above it, what is reserved, with the limited broadcast.
                    "224.0.0.0/3",
                    // Unspecified, loopback, and the form of IPv4 addresses that is no longer used.
                    "::/96",
                    "fc00::/7",
                    // Link-local, and site-local, which was given up for fc00::/7.
                    "fe80::/9",
                    "ff00::/8")
            .map(Cidr::parse)
            .toList();

    private SpecialRanges() {}

    /** All of them: disjoint, sorted. */
    public static List<Cidr> all() {
        return ALL;
    }

    /** The place in {@link #all()} of the range that holds the whole prefix; -1 where none does. */
    public static int indexOf(Cidr prefix) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).contains(prefix)) {
                return i;
            }
        }
        return -1;
    }
}
