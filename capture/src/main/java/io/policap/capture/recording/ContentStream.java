package io.policap.capture.recording;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a source without compression, up to where it can be read.
 *
 * <p>Where it is cut or damaged the stream ends and an issue tells where; it does not throw.
 */
final class ContentStream extends InputStream {
    private final CountingStream raw;
    private final String name;
    private final Issues issues;
    private @Nullable InputStream content;
    private long delivered;
    private boolean broken;
    private boolean compressed;

    ContentStream(InputStream raw, String name, Issues issues) {
        this.raw = new CountingStream(raw);
        this.name = name;
        this.issues = issues;
    }

    /** Whether the bytes are compressed, as far as they were looked at. */
    boolean isCompressed() {
        return compressed;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (broken) {
            return -1;
        }
        try {
            InputStream from = content;
            if (from == null) {
                InputStream buffered = new BufferedInputStream(raw, Decompression.BUFFER);
                from = Decompression.open(buffered);
                compressed = from != buffered;
                content = from;
            }
            int read = from.read(into, offset, length);
            delivered += Math.max(0, read);
            return read;
        } catch (IOException damaged) {
            broken = true;
            issues.add(
                    IssueCode.TRUNCATED_FILE,
                    name,
                    "cut or damaged at byte " + raw.count() + " of the file; the " + delivered
                            + " bytes of content before that were read");
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        InputStream opened = content;
        if (opened != null) {
            opened.close();
        }
        raw.close();
    }
}
