package io.policap.capture.packet.payload.dns;

import io.policap.infer.net.Ip;
import java.util.List;

/** A record of a message that can lead to an address. */
sealed interface ResourceRecord {
    String owner();

    /** Seconds. */
    long ttl();

    /** A and AAAA. */
    record Address(String owner, long ttl, Ip address) implements ResourceRecord {}

    /** CNAME, and DNAME, which holds for all names below its owner and not for the owner (RFC 6672). */
    record Alias(String owner, long ttl, String target, boolean below) implements ResourceRecord {}

    /** SRV (RFC 2782). */
    record Service(String owner, long ttl, String target) implements ResourceRecord {}

    /**
     * SVCB and HTTPS (RFC 9460).
     *
     * @param target where the service is; the owner itself where the record says "."
     */
    record Binding(String owner, long ttl, String target, List<Ip> hints) implements ResourceRecord {
        public Binding {
            hints = List.copyOf(hints);
        }
    }
}
