package io.policap.capture.hubble.access;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** The questions that come before the flows, and in between: is this Hubble, and which nodes does it speak for? */
public final class HubblePreflight {
    private HubblePreflight() {}

    /**
     * Asks a server what it is, and its nodes how they are.
     *
     * @param timeout for everything together
     * @throws HubbleFailure when there is no server, it is not Hubble, or it is a relay that reaches no node
     */
    public static HubbleServer ask(Channel channel, HubbleTarget target, Duration timeout) throws HubbleFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks a server whether it is still there; the cheapest of questions, for streams on which nothing came for long.
     *
     * @throws HubbleFailure when it does not answer in time
     */
    public static void ping(Channel channel, HubbleTarget target, Duration timeout) throws HubbleFailure {
        throw new UnsupportedOperationException();
    }

    /** What a failed call says in plain words; also for calls that others made, such as the stream of flows. */
    public static HubbleFailure explain(HubbleTarget target, StatusRuntimeException failed) {
        throw new UnsupportedOperationException();
    }
}
