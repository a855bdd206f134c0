package io.policap.capture.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream that will be read again: it ends where the mark would be lost, and closes nothing. */
final class LookAhead extends FilterInputStream {
    private int left;

    LookAhead(InputStream marked, int bytes) {
        super(marked);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int b = left == 0 ? -1 : super.read();
        left -= b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read(into, offset, Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The stream is read again from its mark.
    }
}
