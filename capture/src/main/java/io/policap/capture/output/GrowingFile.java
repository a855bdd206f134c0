package io.policap.capture.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file under a temporary name that gets its own when it is complete and on the disk; this process alone writes it. */
final class GrowingFile {
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private long written;

    GrowingFile(Path temporary, Compression compression) throws IOException {
        this.temporary = temporary;
        channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            if (lock() == null) {
                throw new IOException("another process writes it");
            }
            // What a crash left behind.
            channel.truncate(0);
            out = compression.over(new ToDisk());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private @Nullable FileLock lock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    OutputStream out() {
        return out;
    }

    /** Bytes on the disk so far, after compression. */
    long written() {
        return written;
    }

    /** Ends the compression, forces the file to the disk and gives it its name; what had that name is replaced. */
    void finish(Path name) throws IOException {
        try (channel) {
            out.close();
            channel.force(true);
        }
        try {
            Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, name, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves the file as it is, under its temporary name. */
    void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            // The first failure is the one that is told.
        }
    }

    /** The file's end of the compression; closing it only ends the compression. */
    private final class ToDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
        }
    }
}
