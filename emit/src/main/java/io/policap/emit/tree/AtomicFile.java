package io.policap.emit.tree;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Writes a file so that a reader sees the old content or the new one, never a part, even after a crash. */
public final class AtomicFile {
    private static final String PREFIX = ".policap-";
    private static final String SUFFIX = ".tmp";
    private static final int ATTEMPTS = 100;

    private AtomicFile() {}

    /** Whether a file of this name is a temporary one that a crash left behind. */
    static boolean isLeftover(String fileName) {
        return fileName.startsWith(PREFIX) && fileName.endsWith(SUFFIX);
    }

    /**
     * Writes to a temporary file beside it, forces it to the disk, and renames it.
     *
     * @throws FileSystemException when any step fails; the temporary file is gone then
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /**
     * Has a temporary file beside it written, forces that to the disk, and renames it.
     *
     * @throws FileSystemException when any step fails; the temporary file is gone then
     */
    public static void write(Path file, FileContent content) throws IOException {
        naming(file, () -> replace(file, content));
    }

    /**
     * Whether something is there that is no file or directory to be replaced, but a pipe or a device; links are followed.
     *
     * @throws IOException when it cannot be looked at
     */
    public static boolean isOther(Path file) throws IOException {
        return Files.exists(file)
                && Files.readAttributes(file, BasicFileAttributes.class).isOther();
    }

    /**
     * Has a pipe or a device written to as it is. Whoever reads from it sees all that was written, also where it fails; only
     * for what a user named.
     *
     * @throws FileSystemException when it cannot be written to
     */
    public static void send(Path other, FileContent content) throws IOException {
        naming(other, () -> {
            try (OutputStream out = Files.newOutputStream(other, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Has what fails without saying where say it. */
    private static void naming(Path file, Step step) throws IOException {
        try {
            step.run();
        } catch (FileSystemException | InterruptedIOException | ClosedByInterruptException known) {
            throw known;
        } catch (IOException failed) {
            FileSystemException named = new FileSystemException(file.toString(), null, failed.getMessage());
            named.initCause(failed);
            throw named;
        }
    }

    private static void replace(Path file, FileContent content) throws IOException {
        Path temporary = createBeside(file.toAbsolutePath());
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Permissions.likeOtherFiles(temporary);
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    // Files.createTempFile draws the name from a source of secrets, which takes longer to set up than most files to
    // write.
    private static Path createBeside(Path file) throws IOException {
        long number = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Path temporary = file.resolveSibling(PREFIX + Long.toHexString(number + attempt) + SUFFIX);
            try {
                return Permissions.createForOwner(temporary);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
