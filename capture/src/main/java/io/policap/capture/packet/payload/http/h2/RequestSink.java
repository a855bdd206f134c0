package io.policap.capture.packet.payload.http.h2;

/** Takes the requests of a connection. */
@FunctionalInterface
public interface RequestSink {
    /** False where this cannot be a request, so that nothing further is read. */
    boolean request(RequestHeaders headers);
}
