package io.policap.capture.packet.payload.http;

import java.util.Optional;

/**
 * The first line of an HTTP/1 request (RFC 9112, 3): two single spaces, HTTP/1.0 or HTTP/1.1.
 *
 * @param end where the line's CR LF ends
 */
record RequestLine(String method, String target, boolean version11, int end) {
    private static final int LONGEST_METHOD = 32;
    private static final String VERSION = " HTTP/1.";
    private static final String[] COMMON = {
        "GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "CONNECT ", "OPTIONS ", "TRACE ", "PATCH "
    };

    /** Reads the line of a head; empty where it is none. */
    static Optional<RequestLine> of(byte[] bytes, int from, int to) {
        int end = lineEnd(bytes, from, to);
        int methodEnd = from;
        while (methodEnd < end && bytes[methodEnd] != ' ') {
            methodEnd++;
        }
        int version = end - VERSION.length() - 1;
        boolean line = methodEnd - from <= LONGEST_METHOD
                && Tokens.isToken(bytes, from, methodEnd)
                && version > methodEnd + 1
                && endsWithVersion(bytes, from, end);
        for (int i = methodEnd + 1; line && i < version; i++) {
            line = Tokens.isVisible(bytes[i]);
        }
        if (!line) {
            return Optional.empty();
        }
        return Optional.of(new RequestLine(
                Tokens.text(bytes, from, methodEnd),
                Tokens.text(bytes, methodEnd + 1, version),
                bytes[end - 1] == '1',
                end + 2));
    }

    /** Whether a line that has not ended can still become a request line. */
    static boolean possible(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Tokens.isToken(bytes[at])) {
            at++;
        }
        if (at == to) {
            return at - from <= LONGEST_METHOD;
        }
        return at > from && at - from <= LONGEST_METHOD && bytes[at] == ' ';
    }

    /** Whether a line begins with a method that HTTP itself defines. */
    static boolean common(byte[] bytes, int from, int to) {
        for (String method : COMMON) {
            if (startsWith(bytes, from, to, method)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first line of a head says HTTP/1. */
    static boolean saysHttp(byte[] bytes, int from, int to) {
        return endsWithVersion(bytes, from, lineEnd(bytes, from, to));
    }

    private static boolean endsWithVersion(byte[] bytes, int from, int end) {
        int version = end - VERSION.length() - 1;
        return version > from
                && startsWith(bytes, version, end, VERSION)
                && (bytes[end - 1] == '0' || bytes[end - 1] == '1');
    }

    private static boolean startsWith(byte[] bytes, int from, int to, String text) {
        if (to - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
