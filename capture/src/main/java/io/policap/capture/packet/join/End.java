package io.policap.capture.packet.join;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;

/** One end of a leg: an address and a port, for ICMP the identifier. */
record End(Ip address, int port) implements Comparable<End> {
    End {
        requireNonNull(address, "address");
    }

    @Override
    public int compareTo(End other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }
}
