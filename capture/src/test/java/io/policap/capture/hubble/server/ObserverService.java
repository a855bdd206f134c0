package io.policap.capture.hubble.server;

import com.google.protobuf.MessageLite;
import com.google.protobuf.UInt32Value;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.policap.capture.hubble.proto.flow.FlowFilter;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetNodesRequest;
import io.policap.capture.hubble.proto.observer.GetNodesResponse;
import io.policap.capture.hubble.proto.observer.Node;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusResponse;
import io.policap.capture.hubble.proto.observer.TLS;
import io.policap.capture.hubble.proto.relay.NodeState;
import java.util.List;
import java.util.Optional;

/** Hubble's service "observer.Observer" as a {@link HubbleServer} answers it. What is missing here is UNIMPLEMENTED. */
final class ObserverService {
    private static final int NAMED_UNAVAILABLE = 10;
    /** What is queued for a reader before the stream waits for it; gRPC's own 32 KiB would make it wait all the time. */
    private static final int BUFFERED_BYTES = 1 << 20;

    private final HubbleServer server;

    ObserverService(HubbleServer server) {
        this.server = server;
    }

    ServerServiceDefinition definition() {
        MethodDescriptor<GetFlowsRequest, byte[]> getFlows = ObserverGrpc.getGetFlowsMethod().toBuilder(
                        ObserverGrpc.getGetFlowsMethod().getRequestMarshaller(), new EncodedResponse())
                .setSchemaDescriptor(null)
                .build();
        MethodDescriptor<ServerStatusRequest, ServerStatusResponse> status = ObserverGrpc.getServerStatusMethod();
        MethodDescriptor<GetNodesRequest, GetNodesResponse> nodes = ObserverGrpc.getGetNodesMethod();
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(ObserverGrpc.SERVICE_NAME)
                        .addMethod(getFlows)
                        .addMethod(status)
                        .addMethod(nodes)
                        .build())
                .addMethod(getFlows, ServerCalls.asyncServerStreamingCall(this::getFlows))
                .addMethod(status, ServerCalls.asyncUnaryCall((request, observer) -> answer(observer, serverStatus())))
                .addMethod(nodes, ServerCalls.asyncUnaryCall((request, observer) -> getNodes(observer)))
                .build();
    }

    private void getFlows(GetFlowsRequest request, StreamObserver<byte[]> observer) {
        server.record(request);
        Status refusal = refusal(request);
        if (!refusal.isOk()) {
            observer.onError(refusal.asRuntimeException());
            return;
        }
        boolean isMasked = server.fieldMasks() != FieldMasks.IGNORED
                && request.getFieldMask().getPathsCount() > 0;
        Optional<FlowMask> mask = isMasked ? Optional.of(FlowMask.of(request.getFieldMask())) : Optional.empty();
        ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) observer;
        server.open(() -> {
            FlowStream stream = new FlowStream(server, request, mask, call);
            call.setOnReadyThreshold(BUFFERED_BYTES);
            call.setOnReadyHandler(stream::wake);
            call.setOnCancelHandler(stream::wake);
            return stream;
        });
    }

    private Status refusal(GetFlowsRequest request) {
        if (request.getFirst() && request.getFollow()) {
            return Status.INVALID_ARGUMENT.withDescription("first cannot be specified with follow");
        }
        for (List<FlowFilter> list : List.of(request.getWhitelistList(), request.getBlacklistList())) {
            for (FlowFilter filter : list) {
                String unknown = FilterMatch.unknownField(filter);
                if (!unknown.isEmpty()) {
                    return Status.INVALID_ARGUMENT.withDescription("this server cannot filter by " + unknown);
                }
            }
        }
        return request.getFieldMask().getPathsCount() == 0
                ? Status.OK
                : server.fieldMasks().judge(request.getFieldMask());
    }

    private ServerStatusResponse serverStatus() {
        ServerStatusResponse.Builder status = ServerStatusResponse.newBuilder()
                .setVersion(server.options().version())
                .setUptimeNs(server.nodes().isEmpty() ? server.uptime().toNanos() : 0);
        int connected = 0;
        int unavailable = 0;
        for (HubbleNode node : server.nodes()) {
            if (node.isAvailable()) {
                connected++;
                // A relay says how long the oldest of its agents has been running.
                status.setUptimeNs(Math.max(status.getUptimeNs(), node.uptime().toNanos()))
                        .setNumFlows(status.getNumFlows() + node.held())
                        .setMaxFlows(status.getMaxFlows() + node.ring().capacity())
                        .setSeenFlows(status.getSeenFlows() + node.seen());
            } else if (unavailable++ < NAMED_UNAVAILABLE) {
                status.addUnavailableNodes(node.name());
            }
        }
        if (server.options().isRelay()) {
            status.setNumConnectedNodes(UInt32Value.of(connected)).setNumUnavailableNodes(UInt32Value.of(unavailable));
        }
        return status.build();
    }

    private void getNodes(StreamObserver<GetNodesResponse> observer) {
        if (!server.options().isRelay()) {
            observer.onError(Status.UNIMPLEMENTED
                    .withDescription("GetNodes not implemented")
                    .asRuntimeException());
            return;
        }
        GetNodesResponse.Builder nodes = GetNodesResponse.newBuilder();
        for (HubbleNode node : server.nodes()) {
            Node.Builder said = Node.newBuilder().setName(node.name()).setTls(TLS.getDefaultInstance());
            if (node.isAvailable()) {
                said.setState(NodeState.NODE_CONNECTED)
                        .setVersion(server.options().version())
                        .setUptimeNs(node.uptime().toNanos())
                        .setNumFlows(node.held())
                        .setMaxFlows(node.ring().capacity())
                        .setSeenFlows(node.seen());
            } else {
                said.setState(NodeState.NODE_UNAVAILABLE);
            }
            nodes.addNodes(said);
        }
        answer(observer, nodes.build());
    }

    private static <T extends MessageLite> void answer(StreamObserver<T> observer, T message) {
        observer.onNext(message);
        observer.onCompleted();
    }
}
