package io.policap.capture.kubernetes.live;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that remembers when it last gave a byte, so that a connection that fell silent is noticed. */
final class WatchedStream extends FilterInputStream {
    private volatile long lastByte = System.nanoTime();

    WatchedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        lastByte = System.nanoTime();
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        lastByte = System.nanoTime();
        return count;
    }

    long idleNanos() {
        return System.nanoTime() - lastByte;
    }
}
