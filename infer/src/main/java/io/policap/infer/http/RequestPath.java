package io.policap.infer.http;

import java.util.ArrayList;
import java.util.List;

/** Splits the path of a request into segments, each of its kind. */
final class RequestPath {
    private static final int LONGEST = 2048;
    private static final int LONGEST_METHOD = 32;
    private static final String METHOD_SIGNS = "!#$%&'*+-.^_`|~";

    private RequestPath() {}

    /** Whether the method is one (RFC 9110, section 9.1): a token, and no longer than any. */
    static boolean isMethod(String method) {
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && METHOD_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !method.isEmpty() && method.length() <= LONGEST_METHOD;
    }

    /** Whether the path is one that can be told apart: printable ASCII from a slash on, or {@code *}. */
    static boolean isPath(String path) {
        if (path.equals("*")) {
            return true;
        }
        if (path.isEmpty() || path.length() > LONGEST || path.charAt(0) != '/') {
            return false;
        }
        int slashes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            slashes += c == '/' ? 1 : 0;
            if (c <= ' ' || c > '~' || c == '?' || c == '#') {
                return false;
            }
        }
        return slashes <= PathLeaf.MOST_SEGMENTS;
    }

    /**
     * Makes sure that a text can be a segment.
     *
     * @throws IllegalArgumentException when it cannot
     */
    static void requireSegment(String text) {
        if (text.indexOf('/') >= 0 || !isPath("/" + text)) {
            throw new IllegalArgumentException("not a segment of a path");
        }
    }

    /** The segments of a path that {@link #isPath}. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        if (path.equals("*")) {
            return segments;
        }
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from));
        return segments;
    }

    /** Whether it has the form of a gRPC call, {@code /package.Service/Method}. */
    static boolean isCall(String method, List<String> segments) {
        if (!method.equals("POST") || segments.size() != 2 || segments.get(0).indexOf('.') < 1) {
            return false;
        }
        String service = segments.get(0).substring(segments.get(0).lastIndexOf('.') + 1);
        return isIdentifier(segments.get(0), true)
                && isCapital(service)
                && isIdentifier(segments.get(1), false)
                && isCapital(segments.get(1));
    }

    private static boolean isCapital(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
    }

    private static boolean isIdentifier(String name, boolean dotted) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(c >= '0' && c <= '9') && !(dotted && c == '.')) {
                return false;
            }
        }
        return true;
    }
}
