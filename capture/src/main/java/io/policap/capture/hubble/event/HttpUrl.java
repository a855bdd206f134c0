package io.policap.capture.hubble.event;

import java.util.Locale;

/**
 * The host and path of a request's URL; its user info, query and fragment are never copied.
 *
 * @param host the host without port, lower case, empty where the URL has none
 * @param path the path, empty where the URL has none
 */
record HttpUrl(String host, String path) {
    private static final int LONGEST_SCHEME = 16;

    /** Takes an absolute URL, a reference that begins with {@code /}, or an authority alone (CONNECT). */
    static HttpUrl parse(String url) {
        int end = firstOf(url, 0, "?#");
        int authority = authorityStart(url, end);
        if (authority < 0) {
            return new HttpUrl("", url.substring(0, end));
        }
        int path = Math.min(end, firstOf(url, authority, "/\\"));
        // A password may hold an unescaped slash: then what looks like the path still holds user info.
        int at = url.lastIndexOf('@', end - 1);
        int firstSegment = path < end ? Math.min(end, firstOf(url, path + 1, "/\\")) : end;
        if (at >= path && url.substring(authority, path).indexOf(':') >= 0 && at < firstSegment) {
            path = Math.min(end, firstOf(url, at, "/\\"));
        }
        int host = url.lastIndexOf('@', path - 1) + 1;
        return new HttpUrl(withoutPort(url.substring(Math.max(host, authority), path)), url.substring(path, end));
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
