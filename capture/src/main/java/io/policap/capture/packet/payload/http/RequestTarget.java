package io.policap.capture.packet.payload.http;

import java.util.Locale;
import java.util.Optional;

/**
 * The host and path that a request asks for; query, fragment, user info and port are not in it.
 *
 * @param host lower case, without port; empty where the target names none
 * @param path as sent, percent-encoding untouched; {@code *} for the server itself; empty for a tunnel (CONNECT)
 */
record RequestTarget(String host, String path) {
    private static final String HOST_MARKS = "-._~%!$&'()*+;=";

    /**
     * Splits a target of RFC 9112, 3.2: origin form, absolute form, authority form (CONNECT) or {@code *} (OPTIONS). Empty
     * where servers may understand it differently.
     */
    static Optional<RequestTarget> of(String method, String target) {
        for (int i = 0; i < target.length(); i++) {
            if (!Tokens.isVisible(target.charAt(i))) {
                return Optional.empty();
            }
        }
        if (method.equals("CONNECT")) {
            return host(target).filter(host -> !host.isEmpty()).map(host -> new RequestTarget(host, ""));
        }
        if (target.startsWith("/")) {
            return Optional.of(new RequestTarget("", target.substring(0, pathEnd(target, 0))));
        }
        if (target.equals("*")) {
            return method.equals("OPTIONS") ? Optional.of(new RequestTarget("", "*")) : Optional.empty();
        }
        return absolute(method, target);
    }

    /** The host of an authority or a Host header without port and user info; empty where it is not well-formed. */
    static Optional<String> host(String authority) {
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        int hostEnd;
        if (place.startsWith("[")) {
            hostEnd = place.indexOf(']') + 1;
            if (hostEnd == 0 || !isAddress(place, 1, hostEnd - 1)) {
                return Optional.empty();
            }
        } else {
            hostEnd = place.indexOf(':') < 0 ? place.length() : place.indexOf(':');
            if (!isName(place, hostEnd)) {
                return Optional.empty();
            }
        }
        boolean usable = hostEnd == place.length() || place.charAt(hostEnd) == ':' && isNumber(place, hostEnd + 1);
        return usable ? Optional.of(place.substring(0, hostEnd).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static Optional<RequestTarget> absolute(String method, String target) {
        int scheme = target.indexOf("://");
        if (scheme <= 0 || !isScheme(target, scheme)) {
            return Optional.empty();
        }
        int authority = scheme + 3;
        int pathStart = authority;
        while (pathStart < target.length() && "/?#\\".indexOf(target.charAt(pathStart)) < 0) {
            pathStart++;
        }
        int pathEnd = pathEnd(target, pathStart);
        String place = target.substring(authority, pathStart);
        String path = target.substring(pathStart, pathEnd);
        if (path.startsWith("\\") || mayHoldPassword(place, target, pathStart)) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            path = method.equals("OPTIONS") && pathStart == target.length() ? "*" : "/";
        }
        String asked = path;
        return host(place).filter(host -> !host.isEmpty()).map(host -> new RequestTarget(host, asked));
    }

    /** Whether {@code user:pass/word@host} could be meant, a password with an unescaped slash or question mark. */
    private static boolean mayHoldPassword(String authority, String target, int from) {
        return authority.indexOf(':') >= 0 && authority.indexOf('@') < 0 && target.indexOf('@', from) >= 0;
    }

    private static int pathEnd(String target, int from) {
        int end = from;
        while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
            end++;
        }
        return end;
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9') && "+-.".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && HOST_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.' && c != '%') {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() - from <= 5;
    }
}
