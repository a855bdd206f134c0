package io.policap.infer.http;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A method with the form of a path: what one HTTP rule admits.
 *
 * @param method the method, exact
 * @param path a regular expression (RE2) of the whole path, an optional query included
 */
public record HttpTemplate(String method, String path) implements Comparable<HttpTemplate> {
    /** Any query, or none. */
    private static final String QUERY = "(\\?.*)?";

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    public HttpTemplate {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
    }

    /** A template of these segments, each an expression of its own; none for the path {@code *}. */
    static HttpTemplate of(String method, List<String> segments) {
        if (segments.isEmpty()) {
            return new HttpTemplate(quote(method), "\\*");
        }
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(segment);
        }
        return new HttpTemplate(quote(method), path.append(QUERY).toString());
    }

    /** The text as an expression that matches it and nothing else. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
                quoted.append('\\');
            }
            quoted.append(text.charAt(i));
        }
        return quoted.toString();
    }

    @Override
    public int compareTo(HttpTemplate other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : method.compareTo(other.method);
    }
}
