package io.policap.capture.hubble.skim;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The bytes of a stream, which a thread of its own reads ahead: to decompress costs as much as to parse. */
final class ReadAhead implements LineWindow.Feed, AutoCloseable {
    private static final int PIECE = 1 << 18;
    private static final int PIECES = 4;

    /** Bytes of the stream, the end, or why there are no more. */
    private record Piece(byte[] bytes, int length, @Nullable IOException failure) {}

    private final BlockingQueue<Piece> ready = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES + 2);
    private final Thread reader;
    private @Nullable Piece current;
    private int position;

    ReadAhead(InputStream in) {
        for (int i = 0; i < PIECES + 1; i++) {
            free.add(new byte[PIECE]);
        }
        reader = new Thread(() -> read(in), "policap-read-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        try {
            while (true) {
                byte[] bytes = free.take();
                Piece piece = piece(in, bytes);
                ready.put(piece);
                if (piece.length < 0) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            // Nobody reads on.
        }
    }

    private static Piece piece(InputStream in, byte[] bytes) {
        try {
            return new Piece(bytes, in.read(bytes, 0, bytes.length), null);
        } catch (IOException e) {
            return new Piece(bytes, -1, e);
        } catch (RuntimeException e) {
            return new Piece(bytes, -1, new IOException(e));
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Piece piece = current;
        while (piece == null || position == piece.length) {
            piece = next(piece);
            current = piece;
            position = 0;
            if (piece.failure != null) {
                throw piece.failure;
            }
            if (piece.length < 0) {
                position = -1;
                return -1;
            }
        }
        if (piece.length < 0) {
            return -1;
        }
        int read = Math.min(length, piece.length - position);
        System.arraycopy(piece.bytes, position, into, offset, read);
        position += read;
        return read;
    }

    private Piece next(@Nullable Piece last) throws IOException {
        if (last != null && last.length < 0) {
            return last;
        }
        try {
            if (last != null) {
                free.put(last.bytes);
            }
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    /** Ends the thread; the stream may be closed then. */
    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
