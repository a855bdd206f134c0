package io.policap.capture.packet.payload.http;

/** What the first bytes of a client say of a connection's protocol. */
public enum ClientProtocol {
    /** HTTP/1.0 or HTTP/1.1: the first line is a request line. */
    HTTP1,

    /** HTTP/2 with prior knowledge: the connection preface (RFC 9113, 3.4). */
    HTTP2,

    /** TLS: a handshake record (RFC 8446, 5.1). */
    TLS,

    /** Anything else. */
    OTHER,

    /** There were no client bytes, or the first of them were not captured, or too few of them to tell. */
    NOT_SEEN
}
