package io.policap.emit.baseline;

import io.policap.emit.baseline.BaselinePieces.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Has the pieces of a baseline's text made by several threads, and writes them in their order meanwhile. */
final class PieceThreads {
    /** Pieces held at most, made or being made: bounds the memory however large the baseline is. */
    private static final int AHEAD = 8;

    private final BaselinePieces source;
    private final OutputStream out;
    private final BlockingQueue<BaselineWriter> idle = new LinkedBlockingQueue<>();

    PieceThreads(BaselinePieces source, OutputStream out) {
        this.source = source;
        this.out = out;
    }

    void write(List<Piece> pieces, int threads) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            write(pieces, pool);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a baseline was written");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a baseline could not be written", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void write(List<Piece> pieces, ExecutorService pool)
            throws IOException, InterruptedException, ExecutionException {
        Queue<Future<BaselineWriter>> ahead = new ArrayDeque<>();
        for (Piece piece : pieces) {
            if (ahead.size() == AHEAD) {
                handOver(ahead.remove().get());
            }
            ahead.add(pool.submit(new Writing(piece)));
        }
        while (!ahead.isEmpty()) {
            handOver(ahead.remove().get());
        }
    }

    /** Has one piece written by an idle writer. */
    private final class Writing implements Callable<BaselineWriter> {
        private final Piece piece;

        private Writing(Piece piece) {
            this.piece = piece;
        }

        @Override
        public BaselineWriter call() {
            BaselineWriter known = idle.poll();
            BaselineWriter writer = known == null ? new BaselineWriter(source) : known;
            writer.write(piece);
            return writer;
        }
    }

    private void handOver(BaselineWriter made) throws IOException {
        made.handOver(out);
        idle.add(made);
    }
}
