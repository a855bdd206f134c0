package io.policap.capture.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A recorded file that cannot be written, or not any further; the message says which, why and what is left. */
public final class UnwritableRecording extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    UnwritableRecording(Path file, IOException cause, String left) {
        super(file + ": " + reason(cause) + left, cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        if (cause instanceof FileSystemException && ((FileSystemException) cause).getReason() != null) {
            return String.valueOf(((FileSystemException) cause).getReason());
        }
        return cause.getMessage() == null ? "cannot be written" : cause.getMessage();
    }
}
