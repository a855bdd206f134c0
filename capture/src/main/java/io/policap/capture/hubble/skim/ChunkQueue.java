package io.policap.capture.hubble.skim;

import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The chunks of one file, handed out in their order to the threads that read them, and put together again: the lines
 * before each, and whether each began where the one before it ended. Safe for several threads.
 */
final class ChunkQueue {
    /** Thrown to end the reading of a chunk that is of no use any more. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Abandoned() {
            super("chunks do not fit together", null, false, false);
        }
    }

    /** One chunk as it was read. */
    private record Done(long from, long to, long lines) {}

    private final long count;
    private final TreeMap<Long, Done> done = new TreeMap<>();
    private long taken;
    private int reading;
    private long joined;
    private long position;
    private long lines;
    private boolean failed;

    ChunkQueue(long count) {
        this.count = count;
    }

    /** The next chunk that nobody reads, or -1; who takes one gives it back. */
    synchronized long take() {
        if (failed || taken == count) {
            return -1;
        }
        reading++;
        return taken++;
    }

    /** Notes that a chunk is no longer read, whether it was read to its end or not. */
    synchronized void give() {
        reading--;
        notifyAll();
    }

    /** Waits until no chunk is read any more; called when there was none left to take. */
    synchronized void awaitAll() {
        awaitOrFail(() -> reading == 0);
    }

    /** Waits for something, also when interrupted; then the reading comes to its end. */
    private void awaitOrFail(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                fail();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes note of a chunk that was read.
     *
     * @param from the offset at which its first line began
     * @param to the offset at which the first line behind it begins
     */
    synchronized void done(long chunk, long from, long to, long linesRead) {
        done.put(chunk, new Done(from, to, linesRead));
        for (Done next = done.remove(joined); next != null; next = done.remove(joined)) {
            // One without a line of its own lies within the one before it.
            if (next.from != position && next.from != next.to) {
                fail();
                return;
            }
            if (next.from > position) {
                fail();
                return;
            }
            position = Math.max(position, next.to);
            lines += next.lines;
            joined++;
        }
        notifyAll();
    }

    /** The lines before a chunk, when all chunks before it were read: somebody reads the first of them. */
    synchronized long linesBefore(long chunk) {
        awaitOrFail(() -> joined >= chunk || failed);
        if (failed) {
            throw new Abandoned();
        }
        return lines;
    }

    /** Gives up: the file has to be read in one piece. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** Whether every chunk was read and began where the one before it ended. */
    synchronized boolean isComplete() {
        return !failed && joined == count;
    }

    synchronized boolean isFailed() {
        return failed;
    }
}
