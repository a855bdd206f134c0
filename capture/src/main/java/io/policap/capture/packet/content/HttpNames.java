package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.http.HttpStream;
import io.policap.infer.flow.HttpRequest;
import java.util.List;

/** The host that a client names in HTTP. */
final class HttpNames {
    private HttpNames() {}

    /** The host of the first segment's first request, empty where it is not whole. */
    static String host(Carried first) {
        HttpStream stream = new HttpStream();
        stream.accept(0, first.bytes, first.from, first.captured, first.wire);
        return host(stream);
    }

    /** The host of the first request; empty where that is an address, which names nothing. */
    static String host(HttpStream stream) {
        List<HttpRequest> requests = stream.requests();
        if (requests.isEmpty()) {
            return "";
        }
        String host = requests.get(0).http().host();
        return isAddress(host) ? "" : host;
    }

    /** No top-level domain is a number (RFC 1123, 2.1). */
    private static boolean isAddress(String host) {
        int last = host.lastIndexOf('.') + 1;
        if (host.isEmpty() || host.startsWith("[") || last == host.length()) {
            return host.startsWith("[");
        }
        for (int i = last; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
