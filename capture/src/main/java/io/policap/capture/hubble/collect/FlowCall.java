package io.policap.capture.hubble.collect;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of flows, message by message, as fast as they are taken and no faster.
 *
 * <p>A fixed number of messages is asked for in advance; the server may send the next ones when half of them are taken.
 * All methods are called on the thread that runs the executor's tasks.
 */
final class FlowCall extends ClientCall.Listener<RawMessage> {
    private final ClientCall<GetFlowsRequest, RawMessage> call;
    private final Consumer<RawMessage> taker;
    private final int half;
    private int taken;
    private boolean cancelled;
    private @Nullable Status end;

    private FlowCall(ClientCall<GetFlowsRequest, RawMessage> call, int buffered, Consumer<RawMessage> taker) {
        this.call = call;
        this.taker = taker;
        this.half = Math.max(1, buffered / 2);
    }

    static FlowCall start(
            Channel channel, GetFlowsRequest request, Executor executor, int buffered, Consumer<RawMessage> taker) {
        ClientCall<GetFlowsRequest, RawMessage> call = channel.newCall(
                ObserverGrpc.getGetFlowsMethod()
                        .toBuilder(ObserverGrpc.getGetFlowsMethod().getRequestMarshaller(), new RawMarshaller())
                        .setSchemaDescriptor(null)
                        .build(),
                CallOptions.DEFAULT.withExecutor(executor));
        FlowCall flows = new FlowCall(call, buffered, taker);
        call.start(flows, new Metadata());
        call.request(2 * flows.half);
        call.sendMessage(request);
        call.halfClose();
        return flows;
    }

    @Override
    public void onMessage(RawMessage message) {
        if (cancelled) {
            return;
        }
        taker.accept(message);
        if (++taken == half) {
            taken = 0;
            call.request(half);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end = status;
    }

    /** Wants nothing more; messages that are on their way are dropped. */
    void cancel() {
        if (!cancelled) {
            cancelled = true;
            call.cancel("no more flows are wanted", null);
        }
    }

    /** How the stream ended, null while it lasts. */
    @Nullable
    Status end() {
        return end;
    }
}
