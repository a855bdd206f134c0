package io.policap.capture.packet;

import io.policap.capture.packet.decode.PacketHeader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lane to a second thread, so that one decodes while the other counts: headers change hands by the batch, and in the
 * order in which they were decoded.
 */
final class ThreadedLane implements PacketLane {
    private static final int BATCH = 512;
    private static final int BATCHES = 4;

    private static final class Batch {
        private final PacketHeader[] headers = new PacketHeader[BATCH];
        private final long[] times = new long[BATCH];
        private final long[] records = new long[BATCH];
        private final boolean[] later = new boolean[BATCH];
        private int size;
        private boolean end;

        private Batch() {
            for (int i = 0; i < BATCH; i++) {
                headers[i] = new PacketHeader();
            }
        }
    }

    private final PacketCounting counting;
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);
    private final Thread counter;
    private Batch batch = new Batch();
    private volatile @Nullable Throwable failure;

    ThreadedLane(PacketCounting counting) {
        this.counting = counting;
        for (int i = 1; i < BATCHES; i++) {
            empty.add(new Batch());
        }
        counter = new Thread(this::countAll, "policap-connections");
        counter.setDaemon(true);
        counter.start();
    }

    @Override
    public PacketHeader header() {
        return batch.headers[batch.size];
    }

    @Override
    public void pass(long time, long record, boolean later) {
        Batch current = batch;
        int at = current.size;
        current.times[at] = time;
        current.records[at] = record;
        current.later[at] = later;
        current.size = at + 1;
        if (at + 1 == BATCH) {
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
        batch.end = true;
        try {
            full.put(batch);
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
            boolean more = true;
            while (more) {
                Batch taken = full.take();
                if (failure == null) {
                    count(taken);
                }
                more = !taken.end;
                taken.size = 0;
                empty.add(taken);
            }
        } catch (InterruptedException stop) {
            failure = stop;
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void count(Batch taken) {
        try {
            counting.countAll(taken.headers, taken.times, taken.records, taken.later, taken.size);
        } catch (RuntimeException | Error broken) {
            // The reader must not wait for a place forever; it throws this as its own.
            failure = broken;
        }
    }
}
