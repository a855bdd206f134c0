package io.policap.capture.hubble.access.tls;

import java.security.cert.CertificateException;
import java.util.List;

/** What is wrong with the certificate that a server showed. */
public final class CertificateRefused extends CertificateException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<String> names;

    /** The ways in which it can be wrong. */
    public enum Reason {
        UNKNOWN_ISSUER,
        EXPIRED,
        NOT_YET_VALID,
        OTHER_NAME
    }

    CertificateRefused(Reason reason, List<String> names, CertificateException cause) {
        super(reason.name(), cause);
        this.reason = reason;
        this.names = List.copyOf(names);
    }

    public Reason reason() {
        return reason;
    }

    /** The names that the certificate is for, as it has them; the first few. */
    public List<String> names() {
        return names;
    }
}
