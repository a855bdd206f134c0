package io.policap.capture.packet.payload.http;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Layer7;

/**
 * A request found in a connection's payload.
 *
 * @param http the request: path as sent, without query and fragment; header names in lower case, each once, in order
 * @param grpc whether this is a gRPC call (HTTP/2 with the content type {@code application/grpc}), whose path is exact
 */
public record HttpRequest(Layer7.Http http, boolean grpc) {
    public HttpRequest {
        requireNonNull(http, "http");
    }
}
