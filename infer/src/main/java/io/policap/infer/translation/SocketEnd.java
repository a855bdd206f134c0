package io.policap.infer.translation;

import static java.util.Objects.requireNonNull;

import io.policap.infer.connection.Party;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;

/** One of the two ends of a translation: the service's address that programs use, or the backend that serves. */
public sealed interface SocketEnd extends Comparable<SocketEnd> {
    Protocol protocol();

    int port();

    /** Orders ends, services first; the same for equal ends only. */
    String sortKey();

    @Override
    default int compareTo(SocketEnd other) {
        int byKey = sortKey().compareTo(other.sortKey());
        int byProtocol = byKey != 0 ? byKey : protocol().compareTo(other.protocol());
        int byPort = byProtocol != 0 ? byProtocol : Integer.compare(port(), other.port());
        boolean backends = this instanceof Backend && other instanceof Backend;
        return byPort != 0 || !backends ? byPort : ((Backend) this).party.compareTo(((Backend) other).party);
    }

    /** A service's address and port. */
    record Service(Ip address, Protocol protocol, int port) implements SocketEnd {
        public Service {
            requireNonNull(address, "address");
            requireNonNull(protocol, "protocol");
        }

        @Override
        public String sortKey() {
            return "1 " + address;
        }
    }

    /** Who serves behind a service, and on which port of its own. */
    record Backend(Party party, Protocol protocol, int port) implements SocketEnd {
        public Backend {
            requireNonNull(party, "party");
            requireNonNull(protocol, "protocol");
        }

        @Override
        public String sortKey() {
            return "2 " + party.sortKey();
        }
    }
}
