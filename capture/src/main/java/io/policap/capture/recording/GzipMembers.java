package io.policap.capture.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * All members of gzip content (RFC 1952, 2.2), and an error where something else follows them.
 *
 * <p>The JDK's stream ends without a word where a later member's header is damaged. Zeros at the end are padding.
 */
final class GzipMembers extends GZIPInputStream {
    private static final int TRAILER = 8;

    private boolean ended;

    GzipMembers(InputStream in, int bufferSize) throws IOException {
        super(in, bufferSize);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0 && !ended) {
            ended = true;
            if (hasMore()) {
                throw new ZipException("data after the last member");
            }
        }
        return read;
    }

    private boolean hasMore() throws IOException {
        // What the inflater was given and did not use: the trailer of the last member, and what follows it.
        for (int i = len - inf.getRemaining() + TRAILER; i < len; i++) {
            if (buf[i] != 0) {
                return true;
            }
        }
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != 0) {
                return true;
            }
        }
        return false;
    }
}
