package io.policap.capture.hubble.collect;

import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of one message, in a buffer that is used again for the next. */
final class RawMessage {
    private static final int FIRST = 1 << 14;
    /** A larger buffer is not kept for the next message. */
    private static final int LARGEST_KEPT = 1 << 20;

    private byte[] bytes = new byte[FIRST];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes the next message. */
    void read(InputStream in) throws IOException {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[FIRST];
        }
        length = 0;
        if (in instanceof KnownLength) {
            reserve(in.available());
        }
        for (int read = fill(in); read >= 0; read = fill(in)) {
            length += read;
        }
    }

    private int fill(InputStream in) throws IOException {
        if (length == bytes.length) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            reserve(length + 1);
            bytes[length] = (byte) next;
            return 1;
        }
        return in.read(bytes, length, bytes.length - length);
    }

    private void reserve(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
    }
}
