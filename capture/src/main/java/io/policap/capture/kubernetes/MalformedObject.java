package io.policap.capture.kubernetes;

/** An object that cannot be read at all; the message completes "the object is left out: ...". */
final class MalformedObject extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedObject(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
