package io.policap.emit.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Gives a temporary file the rights that policy files want: readable by all, writable by the owner. */
final class Permissions {
    private Permissions() {}

    /** Creates a file that nobody else may read or write until it has other rights. */
    static Path createForOwner(Path file) throws IOException {
        return isPosix(file)
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    static void likeOtherFiles(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    // What the store of the file has would be asked of the table of mounts, for the same answer.
    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
