package io.policap.capture.hubble.collect;

/** What was read is no resume point, or one that was damaged or is of a later version; its message says what is wrong. */
public final class DamagedResumePointException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedResumePointException(String message) {
        super(message);
    }

    DamagedResumePointException(String message, Throwable cause) {
        super(message, cause);
    }
}
