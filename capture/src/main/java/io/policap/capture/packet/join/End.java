package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;
import org.jspecify.annotations.Nullable;

/** One end of a leg: an address and a port, for ICMP the identifier. */
record End(Ip address, int port) implements Comparable<End> {
    End {
        requireNonNull(address, "address");
    }

    // Asked for every leg: what a record has of its own runs as method handles until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof End end && port == end.port && address.equals(end.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode() * 31 + port;
    }

    @Override
    public int compareTo(End other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }
}
