package io.policap.infer.net;

/** The transport protocols that a policy can name, in the order of output. */
public enum Protocol {
    TCP,
    UDP,
    SCTP,
    ICMP,
    ICMPV6;

    /** Whether connections of the protocol have ports. */
    public boolean hasPorts() {
        return this == TCP || this == UDP || this == SCTP;
    }
}
