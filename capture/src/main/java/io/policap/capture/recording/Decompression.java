package io.policap.capture.recording;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Opens gzip (RFC 1952) and Zstandard (RFC 8878) content, recognised by its magic number, also one inside the other.
 *
 * <p>Several members or frames in a row are one content. Nothing is held but the decompressor's window, so content that
 * blows up costs time only.
 */
final class Decompression {
    static final int BUFFER = 1 << 16;
    private static final int LAYERS = 2;

    private Decompression() {}

    /**
     * The content without compression.
     *
     * @param raw a stream that supports marks; given back where nothing is compressed
     */
    static InputStream open(InputStream raw) throws IOException {
        InputStream content = raw;
        for (int layer = 0; layer < LAYERS; layer++) {
            int magic = magic(content);
            if (magic >>> 8 == 0x1F8B08) {
                content = new BufferedInputStream(new GzipMembers(content, BUFFER), BUFFER);
            } else if (magic == 0x28B52FFD || (magic & 0xF0FFFFFF) == 0x502A4D18) {
                content = new BufferedInputStream(new ZstdInputStreamNoFinalizer(content), BUFFER);
            } else {
                break;
            }
        }
        return content;
    }

    private static int magic(InputStream content) throws IOException {
        content.mark(4);
        byte[] first = new byte[4];
        int read = content.readNBytes(first, 0, 4);
        content.reset();
        return read < 4 ? 0 : (first[0] & 255) << 24 | (first[1] & 255) << 16 | (first[2] & 255) << 8 | first[3] & 255;
    }
}
