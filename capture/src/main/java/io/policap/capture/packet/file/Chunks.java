package io.policap.capture.packet.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The content of one file in its order, piece by piece. For one thread. */
interface Chunks extends AutoCloseable {
    /**
     * The next piece, never empty: over an array, in network byte order, its bytes from position to limit, with room before the
     * position for what remained of the piece before. Null at the end of the file.
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Takes a piece back that is no longer read. */
    void recycle(ByteBuffer chunk);

    @Override
    void close();
}
