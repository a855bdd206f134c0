package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an HTTP request has to match: all fields that are not empty.
 *
 * @param method a regular expression of the whole method, empty for any
 * @param path a regular expression of the whole path with its query, empty for any
 * @param host a regular expression of the whole authority, empty for any
 * @param headers headers as {@code Name} or {@code Name: value}
 * @param headerMatches conditions on headers
 */
public record HttpRule(String method, String path, String host, List<String> headers, List<HeaderMatch> headerMatches) {
    public HttpRule {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(host, "host");
        headers = List.copyOf(headers);
        headerMatches = List.copyOf(headerMatches);
    }

    /** A rule of method and path only. */
    public static HttpRule of(String method, String path) {
        return new HttpRule(method, path, "", List.of(), List.of());
    }

    /** Whether every request matches. */
    public boolean isEmpty() {
        return method.isEmpty() && path.isEmpty() && host.isEmpty() && headers.isEmpty() && headerMatches.isEmpty();
    }

    /**
     * A condition on a header.
     *
     * @param name the header's name
     * @param value its exact value, empty where a secret holds it or presence is enough
     * @param mismatch {@code LOG}, {@code ADD}, {@code DELETE}, {@code REPLACE}, or empty for refusing the request
     * @param secret the Kubernetes secret that holds the value as {@code namespace/name}, empty for none
     */
    public record HeaderMatch(String name, String value, String mismatch, String secret) {
        public HeaderMatch {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            requireNonNull(mismatch, "mismatch");
            requireNonNull(secret, "secret");
        }
    }
}
