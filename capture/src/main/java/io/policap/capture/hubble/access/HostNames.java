package io.policap.capture.hubble.access;

import java.net.URI;
import java.net.URISyntaxException;

/** The syntax of what may stand as the host of an address: a DNS name, an IPv4 address, or an IPv6 one in brackets. */
final class HostNames {
    private static final int MAX_NAME = 253;

    private HostNames() {}

    /** Whether it is a DNS name or an IPv4 address. */
    static boolean isName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && c != '.' && c != '-') {
                return false;
            }
        }
        return !host.isEmpty() && host.length() <= MAX_NAME && isHost(host);
    }

    /** Whether it is an IPv6 address, without brackets and without the name of an interface. */
    static boolean isAddress6(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!digit && c != ':' && c != '.') {
                return false;
            }
        }
        return host.indexOf(':') >= 0 && isHost('[' + host + ']');
    }

    /** What gRPC asks of a host. */
    private static boolean isHost(String host) {
        try {
            return new URI("dns://" + host).parseServerAuthority().getHost() != null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }
}
