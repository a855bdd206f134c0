package io.policap.infer.flow;

import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;

/** Where a source delivers what it read: flows, flows it could not make, and what it lost. */
public interface FlowSink {
    void accept(Flow flow);

    /** Takes a connection that packets showed; its weight counts in packets. */
    void accept(PacketConnection connection);

    /**
     * Takes one end of a translated socket call: never a connection, only what tells whose a service's address is (R3,
     * R4). A sink that has no use for it counts a skipped event, as the books do in any case.
     */
    default void accept(SocketEvent event) {
        skip(SkipReason.SOCKET_EVENT, event.weight());
    }

    /**
     * Takes a DNS question or answer that a capture showed; Hubble's are in its flows. Beside the books, which count the
     * packets it came in. A sink that has no use for it does nothing.
     */
    default void accept(NameLookup lookup) {}

    /**
     * Notes that an address and port are a service's, where packets still carry it; whose backends answer is not told.
     * A sink that has no use for it does nothing.
     */
    default void service(Ip address, Protocol protocol, int port) {}

    /** Notes that a source would have shown the traffic of a vantage, had there been any, from {@code from} to {@code to}. */
    void covers(Vantage vantage, Instant from, Instant to);

    /** Counts a record that was read and makes no flow. */
    void skip(SkipReason reason, long weight);

    void blindSpot(BlindSpot spot);
}
