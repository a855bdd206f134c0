package io.policap.capture.hubble.access.tls;

/** Why a file with a certificate or key cannot be used: one line with the flag, the file and what to do. */
public final class TlsFileProblem extends Exception {
    private static final long serialVersionUID = 1;

    TlsFileProblem(String message) {
        super(message);
    }

    TlsFileProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
