package io.policap.capture.hubble.event;

import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes socket events of Hubble's SOCK flows (Cilium 1.19, {@code pkg/hubble/parser/sock}).
 *
 * <p>Where a program calls, the destination is the service before the translation (PRE) and the backend after it (POST);
 * where an answer is translated back (REV) the source is the backend before and the service after. The program's own
 * port is never told.
 */
final class SocketMapping {
    private static final int FORWARD_BEFORE = 1;
    private static final int FORWARD_AFTER = 2;
    private static final int REVERSE_BEFORE = 3;
    private static final int REVERSE_AFTER = 4;
    private static final int LAST_PORT = 65_535;

    private final EndpointMapping endpoints;
    private final AddressCache addresses;

    SocketMapping(EndpointMapping endpoints, AddressCache addresses) {
        this.endpoints = endpoints;
        this.addresses = addresses;
    }

    /** The socket event, or null where the flow does not tell enough to be joined with another. */
    @Nullable
    SocketEvent event(HubbleRecord record, String node, long weight) {
        int point = record.socketPoint;
        boolean reverse = point == REVERSE_BEFORE || point == REVERSE_AFTER;
        boolean backend = point == FORWARD_AFTER || point == REVERSE_BEFORE;
        boolean known = reverse || backend || point == FORWARD_BEFORE;
        // A number that does not fit into a long ends as the largest one, and could be any socket's.
        if (!known || record.socketCookie < 1 || record.socketCookie == Long.MAX_VALUE) {
            return null;
        }
        long port = reverse ? record.sourcePort : record.destinationPort;
        String text = reverse ? record.sourceIp : record.destinationIp;
        Ip address = text.isEmpty() ? null : addresses.parse(text);
        Protocol protocol = FlowMapping.protocol(record.transport);
        Instant time = (record.time.isAbsent() ? record.envelopeTime : record.time).instant();
        if (address == null || protocol == null || time == null || port < 1 || port > LAST_PORT) {
            return null;
        }
        FlowEndpoint end = endpoints.endpoint(
                reverse ? record.source : record.destination, reverse ? record.sourceNames : record.destinationNames);
        if (end == null) {
            return null;
        }
        return new SocketEvent(
                time, node, record.socketCookie, reverse, backend, address, (int) port, protocol, end, weight);
    }
}
