package io.policap.capture.hubble.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.relay.NodeState;
import io.policap.capture.hubble.proto.relay.NodeStatusEvent;
import java.util.List;

/** Messages that a Hubble server sends, those of a newer one included. */
public final class Responses {
    private static final int UNUSED_FIELD = 29_999;

    private Responses() {}

    /** A flow in its envelope, which repeats the flow's node and time and is as empty as they are. */
    public static GetFlowsResponse of(Flow flow) {
        GetFlowsResponse.Builder response =
                GetFlowsResponse.newBuilder().setFlow(flow).setNodeName(flow.getNodeName());
        if (flow.hasTime()) {
            response.setTime(flow.getTime());
        }
        return response.build();
    }

    /** A number of lost events. */
    public static GetFlowsResponse lost(String node, LostEventSource source, long count, Timestamp time) {
        return lost(node, LostEvent.newBuilder().setSource(source).setNumEventsLost(count).build(), time);
    }

    /** Lost events with whatever the message says of them. */
    public static GetFlowsResponse lost(String node, LostEvent lost, Timestamp time) {
        return GetFlowsResponse.newBuilder()
                .setLostEvents(lost)
                .setNodeName(node)
                .setTime(time)
                .build();
    }

    /** What a relay says of some of its nodes. */
    public static GetFlowsResponse nodeStatus(
            String relay, NodeState state, List<String> nodes, String message, Timestamp time) {
        return GetFlowsResponse.newBuilder()
                .setNodeStatus(NodeStatusEvent.newBuilder()
                        .setStateChange(state)
                        .addAllNodeNames(nodes)
                        .setMessage(message))
                .setNodeName(relay)
                .setTime(time)
                .build();
    }

    /** A kind of response that no version knows yet. */
    public static GetFlowsResponse ofUnknownType(String node, Timestamp time) {
        return GetFlowsResponse.newBuilder()
                .setNodeName(node)
                .setTime(time)
                .setUnknownFields(unknown())
                .build();
    }

    /** The flow as a newer agent would send it: with fields of every wire type that no version knows yet. */
    public static Flow withUnknownFields(Flow flow) {
        Flow.Builder changed = flow.toBuilder().setUnknownFields(unknown());
        changed.getSourceBuilder().setUnknownFields(unknown());
        changed.getIPBuilder().setUnknownFields(unknown());
        return changed.build();
    }

    /** The flow with a number in each of its enums that no version knows yet. */
    public static Flow withUnknownEnums(Flow flow) {
        return flow.toBuilder()
                .setVerdictValue(99)
                .setTypeValue(98)
                .setTrafficDirectionValue(97)
                .setTraceObservationPointValue(96)
                .setTraceReasonValue(95)
                .setDropReasonDescValue(999)
                .build();
    }

    private static UnknownFieldSet unknown() {
        UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                .addVarint(7)
                .addFixed32(8)
                .addFixed64(9)
                .addLengthDelimited(ByteString.copyFromUtf8("from a later version"))
                .addGroup(UnknownFieldSet.newBuilder()
                        .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        return UnknownFieldSet.newBuilder().addField(UNUSED_FIELD, field).build();
    }
}
