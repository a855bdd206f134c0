package io.policap.capture.packet.connection;

import java.time.Duration;

/**
 * What bounds a connection table.
 *
 * @param connections connections held at a time; the least recently used make room
 * @param tcpIdle after how long without a packet an open TCP or SCTP connection is handed out
 * @param closedIdle the same for one that was closed or refused, or never answered
 * @param datagramIdle the same for UDP and ICMP
 * @param handshakesOnly whether the capture was filtered so that only packets with SYN, FIN or RST are seen of TCP: then
 *     a handshake counts as completed without its last packet
 */
public record TableLimits(
        int connections, Duration tcpIdle, Duration closedIdle, Duration datagramIdle, boolean handshakesOnly) {
    /** As Linux' conntrack does where it is not told otherwise, but for open TCP: an hour instead of five days. */
    public static final TableLimits DEFAULT =
            new TableLimits(1 << 18, Duration.ofHours(1), Duration.ofSeconds(60), Duration.ofSeconds(60), false);

    public TableLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("connections " + connections + " < 1");
        }
    }
}
