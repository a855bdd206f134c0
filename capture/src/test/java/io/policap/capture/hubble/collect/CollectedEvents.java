package io.policap.capture.hubble.collect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.wire.HubbleJsonWriter;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A sink that keeps what it gets, learns from it, and records it, one line of JSON for each event. */
final class CollectedEvents implements EventSink {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<GetFlowsResponse> events = new ArrayList<>();
    private final List<String> uuids = new ArrayList<>();
    private final CollectedFlows learned = new CollectedFlows();
    private final FlowMapping mapping = new FlowMapping(learned, learned.issues);
    private final HubbleJsonWriter writer = new HubbleJsonWriter();
    private final ByteArrayOutputStream recording = new ByteArrayOutputStream();
    private long damaged;
    private int inside;

    @Override
    public void event(HubbleRecord record, byte[] bytes, int offset, int length, Place place) {
        if (++inside != 1) {
            throw new AssertionError("two events at a time");
        }
        synchronized (this) {
            mapping.deliver(record, place);
            if (record.fault.isEmpty()) {
                keep(bytes, offset, length);
            } else {
                damaged++;
            }
            notifyAll();
        }
        inside--;
    }

    private void keep(byte[] bytes, int offset, int length) {
        try {
            GetFlowsResponse event = GetFlowsResponse.parser().parseFrom(bytes, offset, length);
            events.add(event);
            if (event.hasFlow()) {
                uuids.add(event.getFlow().getUuid());
            }
            writer.write(bytes, offset, length, recording);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a damaged message without fault", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<String> uuids() {
        return List.copyOf(uuids);
    }

    synchronized List<GetFlowsResponse> events() {
        return List.copyOf(events);
    }

    synchronized List<GetFlowsResponse> losses() {
        return events.stream().filter(GetFlowsResponse::hasLostEvents).toList();
    }

    synchronized List<GetFlowsResponse> statuses() {
        return events.stream().filter(GetFlowsResponse::hasNodeStatus).toList();
    }

    synchronized long damaged() {
        return damaged;
    }

    /** What was learned; to be called once, at the end. */
    synchronized CollectedFlows learned() {
        mapping.end();
        return learned;
    }

    synchronized List<BlindSpot> pending(Instant until) {
        return mapping.pending(until);
    }

    /** What is learned from the recording. */
    synchronized CollectedFlows relearned() {
        return CollectedFlows.of("recording.jsonl", recording.toByteArray());
    }

    void awaitFlows(int count) {
        await(sink -> sink.uuids.size() >= count, count + " flows");
    }

    synchronized void await(Predicate<CollectedEvents> state, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!state.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no " + what + " after " + PATIENCE + ", but " + uuids.size() + " flows of "
                        + events.size() + " events");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
