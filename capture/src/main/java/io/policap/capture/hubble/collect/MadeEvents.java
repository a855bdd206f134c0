package io.policap.capture.hubble.collect;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.proto.relay.NodeStatusEvent;
import java.time.Instant;

/**
 * What a collector finds out itself, as the messages that a server would have sent: whoever records them learns the same
 * from the recording.
 */
final class MadeEvents {
    private MadeEvents() {}

    /** The node's ring had moved on before it could be read again; 0 events where it is not known how many. */
    static byte[] gap(String node, long from, long to, long events) {
        return GetFlowsResponse.newBuilder()
                .setLostEvents(LostEvent.newBuilder()
                        .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                        .setNumEventsLost(events)
                        .setFirst(timestamp(from))
                        .setLast(timestamp(to)))
                .setNodeName(node)
                .setTime(timestamp(to))
                .build()
                .toByteArray();
    }

    /** A relay reaches the node again, as its flows show. */
    static byte[] connected(String node, long time) {
        return status(NodeState.NODE_CONNECTED, node, time, "");
    }

    /** A relay had said that it does not reach the node; an earlier run heard it. */
    static byte[] unavailable(String node, long time) {
        return status(NodeState.NODE_UNAVAILABLE, node, time, "");
    }

    /** From here on the node was not read, to the time of the {@link #readAgain} that follows. */
    static byte[] notRead(String node, long time) {
        return status(NodeState.NODE_UNAVAILABLE, node, time, HubbleRecord.NOT_READ);
    }

    static byte[] readAgain(String node, long time) {
        return status(NodeState.NODE_CONNECTED, node, time, HubbleRecord.NOT_READ);
    }

    private static byte[] status(NodeState state, String node, long time, String message) {
        return GetFlowsResponse.newBuilder()
                .setNodeStatus(NodeStatusEvent.newBuilder()
                        .setStateChange(state)
                        .addNodeNames(node)
                        .setMessage(message))
                .setTime(timestamp(time))
                .build()
                .toByteArray();
    }

    private static Timestamp timestamp(long nanos) {
        Instant time = EpochNanos.instant(nanos);
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
