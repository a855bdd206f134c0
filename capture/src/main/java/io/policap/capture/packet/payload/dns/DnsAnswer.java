package io.policap.capture.packet.payload.dns;

import static java.util.Objects.requireNonNull;

import io.policap.infer.net.Ip;

/**
 * An address that a DNS message gives to a name.
 *
 * @param name the name asked for, whatever names its aliases led through; or the target of an SRV record
 * @param ttlSeconds how long that holds, 0 to 2^31-1: the least of the address and of all aliases that led to it
 */
public record DnsAnswer(String name, Ip address, long ttlSeconds) {
    public DnsAnswer {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        if (ttlSeconds < 0 || ttlSeconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a time to live has 31 bits (RFC 2181, 8): " + ttlSeconds);
        }
    }
}
