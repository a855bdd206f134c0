package io.policap.infer.evaluate;

/** Whether a connection is to one of the ports, or of one of the ICMP types, of a rule. */
interface PortMatcher {
    PortMatcher ANY = query -> true;

    boolean matches(ConnectionQuery query);
}
