package io.policap.cli.console;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What to say of a file or directory that the file system did not let policap use: no defect, but the user's to fix. */
public final class UnusableFile {
    private UnusableFile() {}

    /** The path, what is wrong with it and what to do; empty where the failure is of another sort. */
    public static Optional<String> text(Throwable failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof FileSystemException) || ((FileSystemException) cause).getFile() == null) {
            return Optional.empty();
        }
        FileSystemException refused = (FileSystemException) cause;
        String path = refused.getOtherFile() == null ? refused.getFile() : refused.getOtherFile();
        return Optional.of(
                path + ": " + reason(refused) + "; the output could not be written, give a place that can be with -o");
    }

    private static String reason(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refused instanceof FileAlreadyExistsException || refused instanceof NotDirectoryException) {
            return "is a file, not a directory";
        }
        if (refused instanceof NoSuchFileException) {
            return "does not exist";
        }
        return refused.getReason() == null ? "cannot be used" : refused.getReason();
    }
}
