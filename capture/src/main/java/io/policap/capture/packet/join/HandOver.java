package io.policap.capture.packet.join;

import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.PacketConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A way to a sink on which a second thread counts the connections, in their order, that the first one makes.
 *
 * <p>For one thread; the sink is the second one's until {@link #finish} returns.
 */
final class HandOver {
    private static final int BATCH = 512;
    private static final int BATCHES = 8;

    /** What ends it after the batches before. */
    private static final List<PacketConnection> END = List.of();

    private final BlockingQueue<List<PacketConnection>> batches = new ArrayBlockingQueue<>(BATCHES);
    private final FlowSink sink;
    private final Executor beside;
    private CompletableFuture<Void> counted = CompletableFuture.completedFuture(null);
    private boolean begun;
    private List<PacketConnection> batch = new ArrayList<>(BATCH);

    /** A way on which {@code beside} counts, on another thread, from the first batch to {@link #finish}. */
    HandOver(FlowSink sink, Executor beside) {
        this.sink = sink;
        this.beside = beside;
    }

    void accept(PacketConnection connection) {
        batch.add(connection);
        if (batch.size() == BATCH) {
            put(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    /** Returns when all are counted, or throws what the sink threw. */
    void finish() {
        if (!batch.isEmpty()) {
            put(batch);
        }
        if (begun) {
            put(END);
        }
        Aside.await(counted);
    }

    private void put(List<PacketConnection> next) {
        if (!begun) {
            // Not before: the thread may have other things to do until connections come.
            counted = CompletableFuture.runAsync(this::countAll, beside);
            begun = true;
        }
        try {
            batches.put(next);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while delivering connections", stop);
        }
    }

    private void countAll() {
        Throwable failed = null;
        try {
            for (List<PacketConnection> next = batches.take(); next != END; next = batches.take()) {
                failed = failed == null ? count(next) : failed;
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException("interrupted while counting connections", stop);
        }
        if (failed instanceof RuntimeException broken) {
            throw broken;
        }
        if (failed instanceof Error broken) {
            throw broken;
        }
    }

    /** Counts a batch; what is thrown is kept to the end, as whoever hands over must not wait for a place forever. */
    @SuppressWarnings("IllegalCatch")
    private @Nullable Throwable count(List<PacketConnection> next) {
        try {
            for (int i = 0; i < next.size(); i++) {
                sink.accept(next.get(i));
            }
            return null;
        } catch (RuntimeException | Error broken) {
            return broken;
        }
    }
}
