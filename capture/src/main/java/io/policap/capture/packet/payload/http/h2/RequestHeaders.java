package io.policap.capture.packet.payload.http.h2;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The header block of one HTTP/2 request (RFC 9113, 8.3.1); pseudo-header fields that it does not have are empty.
 *
 * @param path without query
 * @param authority the field {@code :authority}, else {@code host}, as sent
 * @param extendedConnect whether it has {@code :protocol} (RFC 8441)
 * @param names the names of the regular fields, each once, in order
 */
public record RequestHeaders(
        String method,
        String scheme,
        String path,
        String authority,
        boolean extendedConnect,
        boolean grpc,
        List<String> names) {
    public RequestHeaders {
        requireNonNull(method, "method");
        requireNonNull(scheme, "scheme");
        requireNonNull(path, "path");
        requireNonNull(authority, "authority");
        names = List.copyOf(names);
    }
}
