package io.policap.capture.hubble.server;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.relay.NodeState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One GetFlows call: takes from its nodes' rings the event with the earliest time, as long as the reader has room for it.
 * Any thread may call {@link #wake}; one at a time sends.
 */
final class FlowStream {
    private final HubbleServer server;
    private final GetFlowsRequest request;
    private final FlowSelection selection;
    private final Optional<FlowMask> mask;
    private final ServerCallStreamObserver<byte[]> observer;
    private final List<NodeCursor> cursors = new ArrayList<>();
    private final Queue<byte[]> announcements = new ArrayDeque<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private boolean isOver;
    private @Nullable Status verdict;

    FlowStream(
            HubbleServer server,
            GetFlowsRequest request,
            Optional<FlowMask> mask,
            ServerCallStreamObserver<byte[]> observer) {
        this.server = server;
        this.request = request;
        this.mask = mask;
        this.observer = observer;
        selection = new FlowSelection(request);
        for (HubbleNode node : server.nodes()) {
            cursors.add(new NodeCursor(node, request, selection, server.options()));
        }
        if (server.options().isRelay()) {
            announce(NodeState.NODE_CONNECTED, true);
            announce(NodeState.NODE_UNAVAILABLE, false);
        }
    }

    private void announce(NodeState state, boolean isAvailable) {
        List<String> names = server.nodes().stream()
                .filter(node -> node.isAvailable() == isAvailable)
                .map(HubbleNode::name)
                .toList();
        if (!names.isEmpty()) {
            announce(server.nodeStatus(state, names, "").toByteArray());
        }
    }

    /** Sends a response that is in no ring, before anything that is published later. */
    void announce(byte[] response) {
        synchronized (announcements) {
            announcements.add(response);
        }
    }

    /** Ends the call with that status as soon as the thread that sends sees it. */
    void end(Status status) {
        synchronized (announcements) {
            verdict = status;
        }
        wake();
    }

    /** Says that there may be something to send. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            server.execute(this::sendAll);
        }
    }

    private void sendAll() {
        int seen = wakes.get();
        do {
            send();
            seen = wakes.addAndGet(-seen);
        } while (seen != 0);
    }

    private void send() {
        while (!isOver) {
            if (observer.isCancelled()) {
                finish();
                return;
            }
            Status end = verdict();
            if (end != null) {
                finish();
                observer.onError(end.asRuntimeException());
                return;
            }
            if (!observer.isReady() || server.isStalled()) {
                return;
            }
            byte[] next = next();
            if (next == null) {
                return;
            }
            observer.onNext(next);
            server.countSent(next.length);
        }
    }

    private @Nullable Status verdict() {
        synchronized (announcements) {
            return verdict;
        }
    }

    /** The next response; null when there is none now, or when that was the last. */
    private byte @Nullable [] next() {
        synchronized (announcements) {
            byte[] announcement = announcements.poll();
            if (announcement != null) {
                return announcement;
            }
        }
        NodeCursor earliest = earliest();
        if (earliest == null) {
            if (!request.getFollow() && isAtEnd()) {
                complete();
            }
            return null;
        }
        PublishedEvent event = earliest.peek().orElseThrow();
        if (selection.isTooLate(event)) {
            complete();
            return null;
        }
        earliest.take();
        return encoded(event);
    }

    private byte[] encoded(PublishedEvent event) {
        if (mask.isEmpty() || !event.isFlow()) {
            return event.response();
        }
        return Responses.of(mask.get().apply(event.flow().orElseThrow())).toByteArray();
    }

    private @Nullable NodeCursor earliest() {
        List<HubbleNode> nodes = server.nodes();
        for (int i = cursors.size(); i < nodes.size(); i++) {
            cursors.add(new NodeCursor(nodes.get(i), request, selection, server.options().fromTheStart()));
        }
        NodeCursor earliest = null;
        PublishedEvent first = null;
        for (int i = 0; i < cursors.size(); i++) {
            if (cursors.get(i).isOutdated()) {
                cursors.set(i, new NodeCursor(nodes.get(i), request, selection, server.options()));
            }
            PublishedEvent event = cursors.get(i).peek().orElse(null);
            if (event != null && (first == null || event.isBefore(first))) {
                earliest = cursors.get(i);
                first = event;
            }
        }
        return earliest;
    }

    private boolean isAtEnd() {
        return cursors.stream().allMatch(NodeCursor::isAtEnd);
    }

    private void complete() {
        finish();
        observer.onCompleted();
    }

    private void finish() {
        isOver = true;
        server.remove(this);
    }
}
