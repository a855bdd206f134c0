package io.policap.emit.baseline;

import io.policap.emit.baseline.BaselineWriter.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has the pieces of a baseline's text made by several threads, and writes them in their order meanwhile. */
final class PieceThreads {
    /** Pieces held at most, made or being made: bounds the memory however large the baseline is. */
    private static final int AHEAD = 8;

    private final OutputStream out;
    private final PartyTexts parties = new PartyTexts();
    private final Queue<BaselineWriter> idle = new ConcurrentLinkedQueue<>();

    private PieceThreads(OutputStream out) {
        this.out = out;
    }

    static void write(List<Piece> pieces, OutputStream out, int threads) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            new PieceThreads(out).write(pieces, pool);
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
            ahead.add(pool.submit(() -> written(piece)));
        }
        while (!ahead.isEmpty()) {
            handOver(ahead.remove().get());
        }
    }

    private BaselineWriter written(Piece piece) {
        BaselineWriter known = idle.poll();
        BaselineWriter writer = known == null ? new BaselineWriter(parties) : known;
        piece.write(writer);
        return writer;
    }

    private void handOver(BaselineWriter made) throws IOException {
        made.handOver(out);
        idle.add(made);
    }
}
