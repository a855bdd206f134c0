package io.policap.capture.hubble.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event of a ring: the response that carries it, encoded once for all readers, and what a reader selects by. */
public final class PublishedEvent {
    private final byte[] response;
    private final long seconds;
    private final int nanos;
    private final boolean isFlow;
    private @Nullable Flow flow;

    private PublishedEvent(byte[] response, long seconds, int nanos, boolean isFlow, @Nullable Flow flow) {
        this.response = response;
        this.seconds = seconds;
        this.nanos = nanos;
        this.isFlow = isFlow;
        this.flow = flow;
    }

    static PublishedEvent of(Flow flow) {
        GetFlowsResponse response = Responses.of(flow);
        return new PublishedEvent(
                response.toByteArray(), flow.getTime().getSeconds(), flow.getTime().getNanos(), true, flow);
    }

    /** Anything that is not a flow, or not only one: it passes every filter and every mask. */
    static PublishedEvent of(GetFlowsResponse response) {
        Timestamp time = response.getTime();
        return new PublishedEvent(response.toByteArray(), time.getSeconds(), time.getNanos(), false, null);
    }

    /** A flow whose response is at hand as bytes; they are not copied. */
    public static PublishedEvent encoded(byte[] response, long seconds, int nanos) {
        return new PublishedEvent(response, seconds, nanos, true, null);
    }

    byte[] response() {
        return response;
    }

    /** The flow; empty for another event. */
    synchronized Optional<Flow> flow() {
        if (isFlow && flow == null) {
            try {
                flow = GetFlowsResponse.parseFrom(response).getFlow();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an encoded flow is not a GetFlowsResponse", e);
            }
        }
        return Optional.ofNullable(flow);
    }

    boolean isFlow() {
        return isFlow;
    }

    Timestamp time() {
        return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }

    int compareTime(Timestamp other) {
        int order = Long.compare(seconds, other.getSeconds());
        return order != 0 ? order : Integer.compare(nanos, other.getNanos());
    }

    boolean isBefore(PublishedEvent other) {
        return seconds != other.seconds ? seconds < other.seconds : nanos < other.nanos;
    }
}
