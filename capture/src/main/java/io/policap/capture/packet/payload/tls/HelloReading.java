package io.policap.capture.packet.payload.tls;

import static java.util.Objects.requireNonNull;

/**
 * How far a ClientHello was read.
 *
 * @param hello what is known of it: all where done; else what the bytes so far say, which may be nothing
 */
public record HelloReading(State state, ClientHello hello) {
    static final HelloReading NOT_TLS = new HelloReading(State.NOT_TLS, ClientHello.NONE);
    static final HelloReading NEED_MORE = new HelloReading(State.NEED_MORE, ClientHello.NONE);

    /** Whether there is a ClientHello. */
    public enum State {
        /** These bytes do not begin with a ClientHello, or with none that is in order: more of them change nothing. */
        NOT_TLS,
        /** They begin like one that goes on. */
        NEED_MORE,
        /** They hold all of one. */
        DONE
    }

    public HelloReading {
        requireNonNull(state, "state");
        requireNonNull(hello, "hello");
    }
}
