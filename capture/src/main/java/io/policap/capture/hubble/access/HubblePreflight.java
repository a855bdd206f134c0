package io.policap.capture.hubble.access;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.proto.observer.GetNodesRequest;
import io.policap.capture.hubble.proto.observer.Node;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The questions that come before the flows, and in between: is this Hubble, and which nodes does it speak for? */
public final class HubblePreflight {
    private static final int PROBE_MILLIS = 1_000;
    private static final int NAMES_SHOWN = 3;

    /** Sent and answered without content: any answer, also that it is not known, shows that the server lives. */
    private static final MethodDescriptor<ServerStatusRequest, ServerStatusRequest> HEALTH =
            MethodDescriptor.<ServerStatusRequest, ServerStatusRequest>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("grpc.health.v1.Health/Check")
                    .setRequestMarshaller(ProtoUtils.marshaller(ServerStatusRequest.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(ServerStatusRequest.getDefaultInstance()))
                    .build();

    private HubblePreflight() {}

    /**
     * Asks a server what it is, and its nodes how they are.
     *
     * @param timeout for the answers; up to a few seconds more go into finding out why there are none
     * @throws HubbleFailure when there is no server, it is not Hubble, or it is a relay that reaches no node
     */
    public static ServerFacts ask(Channel channel, HubbleTarget target, Duration timeout) throws HubbleFailure {
        ServerFacts facts;
        try {
            ObserverGrpc.ObserverBlockingStub stub =
                    ObserverGrpc.newBlockingStub(channel).withDeadline(Deadline.after(timeout.toNanos(), NANOSECONDS));
            ServerStatusResponse status = stub.serverStatus(ServerStatusRequest.getDefaultInstance());
            Optional<List<Node>> nodes = nodes(stub);
            facts = nodes.isEmpty() && !status.hasNumConnectedNodes()
                    ? FactsReading.ofAgent(status)
                    : FactsReading.ofRelay(status, nodes.orElse(List.of()));
        } catch (StatusRuntimeException failed) {
            throw examined(target, FailureReading.of(target, failed));
        }
        if (facts.isRelay() && facts.connectedNodes() < 1) {
            throw noNodes(target, facts);
        }
        return facts;
    }

    /** The nodes of a relay; agents do not know the question. */
    private static Optional<List<Node>> nodes(ObserverGrpc.ObserverBlockingStub stub) {
        try {
            return Optional.of(
                    stub.getNodes(GetNodesRequest.getDefaultInstance()).getNodesList());
        } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** What says too little about its reason is looked into. */
    private static HubbleFailure examined(HubbleTarget target, HubbleFailure failure) {
        boolean open = failure.kind() == Kind.DISCONNECTED || failure.kind() == Kind.TIMEOUT;
        boolean handshake = failure.kind() == Kind.TLS_HANDSHAKE;
        if (!(open || handshake) || !(target instanceof HubbleTarget.Tcp tcp)) {
            return failure;
        }
        switch (new ServerProbe(tcp, PROBE_MILLIS).find()) {
            case UNREACHABLE:
                return failure.kind() == Kind.TIMEOUT ? ConnectionFailures.noConnection(target) : failure;
            case SILENT:
                return new HubbleFailure(
                        Kind.TIMEOUT,
                        target + ": it takes the connection and says nothing; is the port right? " + Advice.FORWARD);
            case TLS:
                return target.isTls() ? failure : ConnectionFailures.tlsRequired(target);
            case MUTUAL_TLS:
                return target.isTls()
                        ? ConnectionFailures.clientCertificate(target, handshake ? " (it broke off the handshake)" : "")
                        : ConnectionFailures.tlsRequired(target);
            case HTTP1:
                return ConnectionFailures.webServer(target);
            case HTTP2:
                return target.isTls() ? ConnectionFailures.noTls(target) : failure;
            case OTHER:
                return failure;
        }
        throw new AssertionError(failure);
    }

    private static HubbleFailure noNodes(HubbleTarget target, ServerFacts facts) {
        List<String> names = facts.unavailableNodes();
        StringBuilder which = new StringBuilder(names.isEmpty() ? "knows no node" : "reaches none of its nodes (");
        for (int i = 0; i < Math.min(names.size(), NAMES_SHOWN); i++) {
            which.append(i == 0 ? "" : ", ").append(ServerText.oneLine(names.get(i)));
        }
        if (!names.isEmpty()) {
            which.append(names.size() > NAMES_SHOWN ? ", and " + (names.size() - NAMES_SHOWN) + " more)" : ")");
        }
        return new HubbleFailure(Kind.NO_NODES, target + ": the relay " + which + ", so it has no flows; " + Advice.NODES);
    }

    /**
     * Asks a server whether it is still there, for streams on which nothing came for long; answered by the server alone,
     * whatever its nodes do.
     *
     * @throws HubbleFailure when it does not answer in time
     */
    public static void ping(Channel channel, HubbleTarget target, Duration timeout) throws HubbleFailure {
        try {
            ClientCalls.blockingUnaryCall(
                    channel,
                    HEALTH,
                    CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), NANOSECONDS),
                    ServerStatusRequest.getDefaultInstance());
        } catch (StatusRuntimeException failed) {
            HubbleFailure failure = FailureReading.of(target, failed);
            boolean answered = failed.getStatus().getCode() != Status.Code.UNAVAILABLE
                    && failed.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED
                    && failure.kind() != Kind.DISCONNECTED;
            if (!answered) {
                throw failure;
            }
        }
    }

    /** What a failed call says in plain words; also for calls that others made, such as the stream of flows. */
    public static HubbleFailure explain(HubbleTarget target, StatusRuntimeException failed) {
        return FailureReading.of(target, failed);
    }
}
