package io.policap.capture.packet;

import io.policap.capture.packet.connection.PacketBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;

/**
 * The batches that two threads pass to each other: one fills them, the other counts them in the same order and gives them
 * back empty.
 *
 * <p>Waking a thread costs as much as some hundred packets. Whoever has to wait is therefore not woken for the next batch,
 * but for the next few.
 */
final class BatchTurns {
    private final int batches;
    private final int packets;
    /** Batches for which whoever waits is woken. */
    private final int few;

    private final Queue<PacketBatch> full;
    /** The one that came back last is the next to be filled, as the processor's cache still has it. */
    private final Deque<PacketBatch> empty;

    private int made;

    /** Full batches that are waited for: one at first, as both threads still get going. */
    private int awaited = 1;

    private boolean ended;
    private boolean abandoned;

    /** So many batches at most, at least 2, of so many packets each. */
    BatchTurns(int batches, int packets) {
        this.batches = batches;
        this.packets = packets;
        this.few = batches / 2;
        this.full = new ArrayDeque<>(batches);
        this.empty = new ArrayDeque<>(batches);
    }

    /** The next batch to fill. */
    synchronized PacketBatch toFill() throws InterruptedException {
        if (empty.isEmpty() && made < batches) {
            made++;
            return new PacketBatch(packets);
        }
        if (empty.isEmpty()) {
            while (empty.size() < few && !abandoned) {
                wait();
            }
        }
        return abandoned ? new PacketBatch(packets) : empty.pop();
    }

    /** Takes a batch that was filled. */
    synchronized void filled(PacketBatch batch) {
        full.add(batch);
        if (full.size() == awaited) {
            notifyAll();
        }
    }

    /** Whether the thread that counts has enough to do for a while. */
    synchronized boolean isBehind() {
        return full.size() >= few;
    }

    /** Tells that no batch will be filled any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Tells that no batch will be counted any more: whoever fills them need not wait. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** The next batch to count; empty after the last one. */
    synchronized Optional<PacketBatch> toCount() throws InterruptedException {
        if (full.isEmpty()) {
            while (full.size() < awaited && !ended) {
                wait();
            }
            awaited = Math.min(few, awaited + 1);
        }
        return Optional.ofNullable(full.poll());
    }

    /** Takes back a batch that was counted. */
    synchronized void counted(PacketBatch batch) {
        batch.clear();
        empty.push(batch);
        if (empty.size() == few) {
            notifyAll();
        }
    }
}
