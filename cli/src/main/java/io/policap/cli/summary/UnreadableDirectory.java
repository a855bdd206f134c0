package io.policap.cli.summary;

/** A directory that is not the output of {@code learn}; the message says what is missing. */
public final class UnreadableDirectory extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableDirectory(String message) {
        super(message);
    }

    UnreadableDirectory(String message, Throwable cause) {
        super(message, cause);
    }
}
