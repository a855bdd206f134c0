package io.policap.infer.learn.edge;

import static java.util.Objects.requireNonNull;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.net.Protocol;

/**
 * A connection class with both ends joined to what they are.
 *
 * @param client who opened it
 * @param server who accepted it
 * @param protocol the transport protocol
 * @param port the port of the pod that served, or the ICMP type
 * @param type the class it came from
 * @param evidence what was seen of it
 */
public record Edge(End client, End server, Protocol protocol, int port, ConnectionClass type, ClassEvidence evidence) {
    public Edge {
        requireNonNull(client, "client");
        requireNonNull(server, "server");
        requireNonNull(protocol, "protocol");
        requireNonNull(type, "type");
        requireNonNull(evidence, "evidence");
    }

    /** The edge in words, the same for every edge between the same ends to the same port. */
    public String describe() {
        return text(client) + " -> " + text(server) + " " + protocol + (protocol.hasPorts() ? " " : " type ") + port;
    }

    /** An end in words, the same for every edge it is an end of. */
    public static String text(End end) {
        if (end instanceof End.Workloads) {
            StringBuilder names = new StringBuilder();
            ((End.Workloads) end)
                    .keys()
                    .forEach(key -> names.append(names.isEmpty() ? "" : "|").append(key));
            return names.toString();
        }
        if (end instanceof End.Node) {
            return "node " + ((End.Node) end).address();
        }
        if (end instanceof End.IngressProxy) {
            return "ingress proxy";
        }
        if (end instanceof End.Outside) {
            return ((End.Outside) end).block().toString();
        }
        return ((End.Unattributed) end).what();
    }
}
