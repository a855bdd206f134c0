package io.policap.capture.hubble.access;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** The written form of a {@link HubbleTarget}. */
final class TargetText {
    static final String PLAIN = "hubble://";
    static final String TLS = "hubble+tls://";
    static final String UNIX = "hubble+unix://";

    private static final String FORMS = "expected hubble://HOST[:PORT], hubble+tls://HOST[:PORT] or hubble+unix:///PATH";

    private TargetText() {}

    static boolean isTarget(String text) {
        int end = text.indexOf("://");
        if (end < 0) {
            return false;
        }
        String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
        return scheme.equals("hubble") || scheme.startsWith("hubble+");
    }

    static HubbleTarget parse(String text) {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end + 3).toLowerCase(Locale.ROOT);
        String rest = end < 0 ? "" : text.substring(end + 3);
        switch (scheme) {
            case PLAIN:
                return tcp(rest, scheme);
            case TLS:
                return tcp(rest, scheme);
            case UNIX:
                return unix(rest);
            default:
                // Nothing of it is repeated: what it is was not understood, so it may hold a password.
                throw new IllegalArgumentException("not the address of a Hubble server; " + FORMS);
        }
    }

    private static HubbleTarget tcp(String text, String scheme) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(scheme
                    + " with a user or password before '@': Hubble knows neither; for client certificates use --tls-cert"
                    + " and --tls-key");
        }
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException(scheme + " with '?' or '#': a Hubble address ends with its port");
        }
        String address = ServerText.oneLine(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        String whole = scheme + address;
        if (address.indexOf('/') >= 0) {
            throw new IllegalArgumentException(whole
                    + ": a Hubble address ends with its port, not with a path; for a socket file use hubble+unix:///PATH");
        }
        boolean brackets = address.startsWith("[");
        int close = address.indexOf(']');
        if (brackets ? close < 0 : address.indexOf(':') != address.lastIndexOf(':')) {
            throw new IllegalArgumentException(
                    whole + ": an IPv6 address stands in brackets, like " + scheme + "[2001:db8::1]:4245");
        }
        int hostEnd = brackets ? close + 1 : address.indexOf(':') < 0 ? address.length() : address.indexOf(':');
        String host = brackets ? address.substring(1, close) : address.substring(0, hostEnd);
        if (host.isEmpty()) {
            throw new IllegalArgumentException(whole + ": no host; " + FORMS);
        }
        if (!(brackets ? HostNames.isAddress6(host) : HostNames.isName(host))) {
            throw new IllegalArgumentException(whole + ": the host is neither a DNS name nor an IP address");
        }
        return new HubbleTarget.Tcp(
                host.toLowerCase(Locale.ROOT), port(address.substring(hostEnd), whole), scheme.equals(TLS));
    }

    private static int port(String text, String whole) {
        if (text.isEmpty()) {
            return HubbleTarget.DEFAULT_PORT;
        }
        String digits = text.substring(1);
        boolean number = text.charAt(0) == ':' && !digits.isEmpty() && digits.length() <= 5;
        for (int i = 0; i < digits.length(); i++) {
            number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(whole + ": the port is not a number from 1 to 65535");
        }
        return port;
    }

    private static HubbleTarget unix(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(UNIX + text
                    + ": the socket's path has to be absolute, with three slashes:"
                    + " hubble+unix:///var/run/cilium/hubble.sock");
        }
        try {
            return new HubbleTarget.UnixSocket(Path.of(text).normalize());
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException(UNIX + " with a path that no file can have", noPath);
        }
    }
}
