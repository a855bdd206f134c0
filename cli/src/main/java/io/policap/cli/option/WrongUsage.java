package io.policap.cli.option;

/** A command line that is read but cannot be meant; the message is all that is said of it. */
public final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }

    WrongUsage(String message, Throwable cause) {
        super(message, cause);
    }
}
