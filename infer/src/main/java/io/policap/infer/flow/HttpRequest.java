package io.policap.infer.flow;

import static java.util.Objects.requireNonNull;

/**
 * One HTTP request.
 *
 * @param http what it asks for
 * @param grpc whether it is a call of gRPC, whose paths are names of methods
 */
public record HttpRequest(Layer7.Http http, boolean grpc) {
    public HttpRequest {
        requireNonNull(http, "http");
    }
}
