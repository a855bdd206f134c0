package io.policap.capture.packet.vantage;

import io.policap.infer.net.Ip;

/**
 * Packets from one address to another, as their outermost IP header has them.
 *
 * @param source where they came from
 * @param destination where they went
 * @param toUs whether some were addressed to the link address of the capturing machine (cooked captures)
 * @param fromUs whether some were sent by the capturing machine, forwarded ones included (cooked captures)
 * @param packets how many there were, at most {@link Integer#MAX_VALUE}
 */
record AddressPair(Ip source, Ip destination, boolean toUs, boolean fromUs, long packets) {}
