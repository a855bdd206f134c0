package io.policap.infer.intent;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One form of HTTP requests that a permission admits (R12).
 *
 * @param method a regular expression (RE2) of the whole method
 * @param path a regular expression (RE2) of the whole path with its query
 * @param headers names of headers that a request has to have, as written; their values never matter
 * @param requests how many such requests of this peer were seen
 */
public record HttpPermission(String method, String path, SortedSet<String> headers, long requests)
        implements Comparable<HttpPermission> {
    public HttpPermission {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        headers = Collections.unmodifiableSortedSet(new TreeSet<>(headers));
    }

    @Override
    public int compareTo(HttpPermission other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : method.compareTo(other.method);
    }
}
