package io.policap.capture.kubernetes;

/** An object that cannot be read at all; the message completes "the object is left out: ...". */
final class MalformedObject extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedObject(String message) {
        super(message);
    }
}
