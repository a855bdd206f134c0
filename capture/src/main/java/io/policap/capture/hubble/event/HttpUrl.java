package io.policap.capture.hubble.event;

import java.util.Locale;

/**
 * The host and path of a request's URL; its user info, query and fragment are never copied.
 *
 * <p>What Hubble put in the place of a part of them ({@code HUBBLE_REDACTED}) was never asked for: such a host or path is
 * not known, and empty.
 *
 * @param host the host without port, lower case, empty where the URL has none or it is not known
 * @param path the path, empty where the URL has none or it is not known
 */
public record HttpUrl(String host, String path) {
    private static final int LONGEST_SCHEME = 16;
    private static final String REDACTED = "HUBBLE_REDACTED";

    /** Where parts of a URL begin and end: user info from authority to host, host to path, path to end. */
    private record Bounds(int authority, int host, int path, int end) {}

    /** Takes an absolute URL, a reference that begins with {@code /}, or an authority alone (CONNECT). */
    static HttpUrl parse(String url) {
        Bounds at = bounds(url);
        return new HttpUrl(withoutPort(known(url.substring(at.host, at.path))), known(url.substring(at.path, at.end)));
    }

    /** The URL without its user info, its query and fragment as they are. It has the same host and path. */
    public static String withoutUserInfo(String url) {
        Bounds at = bounds(url);
        if (at.host == at.authority) {
            return url;
        }
        String rest = url.substring(at.host);
        if (at.authority > 0) {
            return url.substring(0, at.authority) + rest;
        }
        // What is left may look like another kind of URL where there was no scheme.
        return authorityStart(rest, at.end - at.host) == 0 ? rest : REDACTED + "@" + rest;
    }

    private static String known(String part) {
        return part.contains(REDACTED) ? "" : part;
    }

    private static Bounds bounds(String url) {
        int end = firstOf(url, 0, "?#");
        int authority = authorityStart(url, end);
        if (authority < 0) {
            return new Bounds(0, 0, 0, end);
        }
        int host = authority;
        int path = Math.min(end, firstOf(url, host, "/\\"));
        for (int at = hidden(url, host, path, end); at >= 0; at = hidden(url, host, path, end)) {
            host = at + 1;
            end = firstOf(url, host, "?#");
            path = Math.min(end, firstOf(url, host, "/\\"));
        }
        return new Bounds(authority, Math.max(host, url.lastIndexOf('@', path - 1) + 1), path, end);
    }

    /**
     * The end of user info that reaches beyond the authority, -1 where there is none: a password may hold an unescaped
     * slash or question mark, and what looks like path or query is still a part of it.
     */
    private static int hidden(String url, int host, int path, int end) {
        int segment = path < end ? Math.min(end, firstOf(url, path + 1, "/\\")) : firstOf(url, end, "/\\");
        int at = url.lastIndexOf('@', Math.max(end, segment) - 1);
        return at >= path && at < segment && url.substring(host, path).indexOf(':') >= 0 ? at : -1;
    }

    private static int authorityStart(String url, int end) {
        if (url.startsWith("//")) {
            return 2;
        }
        if (url.startsWith("/") || url.startsWith("*")) {
            return -1;
        }
        int scheme = url.indexOf("://");
        return scheme > 0 && scheme <= LONGEST_SCHEME && scheme + 3 <= end ? scheme + 3 : 0;
    }

    private static String withoutPort(String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static int firstOf(String text, int from, String wanted) {
        for (int i = from; i < text.length(); i++) {
            if (wanted.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
