package io.policap.capture.hubble.server;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.LostEvent;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one reader stands in one node's ring. Not safe for several threads at once. */
final class NodeCursor {
    private final HubbleNode node;
    private final FlowRing ring;
    private final FlowSelection selection;
    private final ServerOptions options;
    private final long connection;
    private final boolean wasAway;
    private final long last;
    private long quota;
    private long next;
    private @Nullable PublishedEvent pending;
    private @Nullable PublishedEvent before;

    /** Rewinds as the request asks. */
    NodeCursor(HubbleNode node, GetFlowsRequest request, FlowSelection selection, ServerOptions options) {
        this.node = node;
        this.ring = node.ring();
        this.selection = selection;
        this.options = options;
        connection = node.connection();
        wasAway = !node.isAvailable();
        quota = request.getFollow() || request.getNumber() == 0 ? Long.MAX_VALUE : request.getNumber();
        long end = readable();
        last = request.getFollow() ? Long.MAX_VALUE : end;
        next = options.startsAtOldest() ? ring.oldest() : start(request, end);
    }

    /** An agent walks backward through its ring, counting only what the filters let through. */
    private long start(GetFlowsRequest request, long end) {
        boolean hasSince = request.hasSince();
        if (request.getFirst() && !hasSince) {
            return ring.oldest();
        }
        if (request.getFollow() && request.getNumber() == 0 && !hasSince) {
            return options.holdsBackNewest() ? Math.max(ring.oldest(), end - 1) : end;
        }
        long at = end;
        long found = 0;
        while (at > ring.oldest() && (hasSince || request.getNumber() == 0 || found < request.getNumber())) {
            PublishedEvent event = ring.at(at - 1).orElse(null);
            if (event == null) {
                break;
            }
            if (event.isFlow() && selection.accepts(event)) {
                if (hasSince && event.compareTime(request.getSince()) < 0) {
                    break;
                }
                found++;
            }
            at--;
        }
        return at;
    }

    HubbleNode node() {
        return node;
    }

    /** Whether the node was away since: a relay asks it again what the reader asked for. */
    boolean isOutdated() {
        return node.isAvailable() && (wasAway || connection != node.connection());
    }

    /** Whether a reader that does not follow has everything that was there when it came, or as much as it wanted. */
    boolean isAtEnd() {
        return pending == null && (next >= Math.min(last, readable()) || quota == 0);
    }

    /** The next event for the reader, those it does not want left out; empty when there is none yet. */
    Optional<PublishedEvent> peek() {
        while (pending == null && quota > 0 && next < Math.min(last, readable())) {
            PublishedEvent event = ring.at(next).orElse(null);
            if (event == null) {
                pending = overtaken();
                if (pending == null) {
                    break;
                }
            } else {
                next++;
                if (!event.isFlow() || !selection.isTooEarly(event) && selection.accepts(event)) {
                    pending = event;
                }
            }
        }
        return Optional.ofNullable(pending);
    }

    /** Takes what {@link #peek} showed. */
    void take() {
        if (pending != null && pending.isFlow()) {
            quota--;
        }
        before = pending;
        pending = null;
    }

    private long readable() {
        return node.isAvailable() ? ring.end() - (options.holdsBackNewest() && ring.end() > 0 ? 1 : 0) : 0;
    }

    /** The reader was too slow: it hears how many events it will never see. Null where the ring has none that it will. */
    private @Nullable PublishedEvent overtaken() {
        long oldest = ring.oldest();
        Optional<PublishedEvent> left = ring.at(oldest);
        while (left.isEmpty() && oldest < ring.oldest()) {
            // The ring has moved on in between.
            oldest = ring.oldest();
            left = ring.at(oldest);
        }
        long lost = oldest - next;
        if (lost <= 0 || left.isEmpty()) {
            return null;
        }
        next = oldest;
        Timestamp until = left.get().time();
        LostEvent.Builder event = LostEvent.newBuilder()
                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                .setNumEventsLost(lost);
        if (options.tellsTimesOfLoss()) {
            event.setFirst(before == null ? until : before.time()).setLast(until);
        }
        return PublishedEvent.of(Responses.lost(node.name(), event.build(), until));
    }
}
