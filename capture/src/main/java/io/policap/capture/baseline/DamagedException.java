package io.policap.capture.baseline;

/** Something in the file that cannot stand there; never leaves the package. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
