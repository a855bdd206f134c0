package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.PacketBatch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lane to a second thread, so that one decodes while the other counts: headers change hands by the batch, and in the
 * order in which they were decoded.
 */
final class ThreadedLane implements PacketLane {
    private static final int BATCH = 2048;
    private static final int BATCHES = 4;

    /** What ends the lane after the batch before it. */
    private static final PacketBatch END = new PacketBatch(0);

    private final ConnectionTable table;
    private final BlockingQueue<PacketBatch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<PacketBatch> full = new ArrayBlockingQueue<>(BATCHES);
    private final Thread counter;
    private PacketBatch batch = new PacketBatch(BATCH);
    private volatile @Nullable Throwable failure;

    ThreadedLane(ConnectionTable table) {
        this.table = table;
        for (int i = 1; i < BATCHES; i++) {
            empty.add(new PacketBatch(BATCH));
        }
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

    private void handOver() {
        try {
            full.put(batch);
            batch = empty.take();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading packets", stop);
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("counting packets failed", failed);
        }
    }

    @Override
    public void finish() {
        try {
            full.put(batch);
            full.put(END);
            counter.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading packets", stop);
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("counting packets failed", failed);
        }
    }

    private void countAll() {
        try {
            for (PacketBatch taken = full.take(); taken != END; taken = full.take()) {
                if (failure == null) {
                    count(taken);
                }
                taken.clear();
                empty.add(taken);
            }
        } catch (InterruptedException stop) {
            failure = stop;
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void count(PacketBatch taken) {
        try {
            table.add(taken);
        } catch (RuntimeException | Error broken) {
            // The reader must not wait for a place forever; it throws this as its own.
            failure = broken;
        }
    }
}
