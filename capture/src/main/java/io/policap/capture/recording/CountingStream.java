package io.policap.capture.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes taken from a stream, and says truly whether more may come. */
final class CountingStream extends FilterInputStream {
    private long count;
    private boolean ended;

    CountingStream(InputStream in) {
        super(in);
    }

    /** Bytes taken so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        ended |= b < 0;
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        ended |= read < 0;
        count += Math.max(0, read);
        return read;
    }

    /** Never 0 before the end: a pipe says 0 while its writer is busy, and gzip would take that for its last member. */
    @Override
    public int available() throws IOException {
        return ended ? 0 : Math.max(1, super.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
