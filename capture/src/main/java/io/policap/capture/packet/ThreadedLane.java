package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.PacketBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lane to a second thread, so that one decodes while the other counts: packets change hands by the batch, and in the
 * order in which they were decoded. Where the second one is behind, the first one does a part of its work.
 */
final class ThreadedLane implements PacketLane {
    private static final int BATCH = 2048;
    private static final int BATCHES = 12;

    private final ConnectionTable table;
    private final BatchTurns turns;
    private final Thread counter;
    private PacketBatch batch;
    private volatile @Nullable Throwable failure;

    ThreadedLane(ConnectionTable table) {
        this(table, BATCHES, BATCH);
    }

    /** A lane of so many batches, at least 2, of so many packets each. */
    ThreadedLane(ConnectionTable table, int batches, int packets) {
        this.table = table;
        this.turns = new BatchTurns(batches, packets);
        batch = nextToFill();
        counter = new Thread(this::countAll, "policap-connections");
        counter.setDaemon(true);
        counter.start();
    }

    @Override
    public PacketBatch batch() {
        return batch;
    }

    @Override
    public void added() {
        if (batch.isFull()) {
            handOver();
        }
    }

    @Override
    public void onlyHandshakesCome() {
        if (batch.size() > 0) {
            handOver();
        }
        batch.onlyHandshakesCome();
    }

    private void handOver() {
        if (turns.isBehind()) {
            table.prepare(batch);
        }
        turns.filled(batch);
        batch = nextToFill();
        throwFailure();
    }

    private PacketBatch nextToFill() {
        try {
            return turns.toFill();
        } catch (InterruptedException stop) {
            throw interrupted(stop);
        }
    }

    @Override
    public void finish() {
        turns.filled(batch);
        turns.end();
        try {
            counter.join();
        } catch (InterruptedException stop) {
            throw interrupted(stop);
        }
        throwFailure();
    }

    private static IllegalStateException interrupted(InterruptedException stop) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while reading packets", stop);
    }

    private void throwFailure() {
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("counting packets failed", failed);
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void countAll() {
        try {
            for (Optional<PacketBatch> next = turns.toCount(); next.isPresent(); next = turns.toCount()) {
                table.add(next.get());
                turns.counted(next.get());
            }
        } catch (InterruptedException | RuntimeException | Error broken) {
            // The reader throws it as its own.
            failure = broken;
            turns.abandon();
        }
    }
}
