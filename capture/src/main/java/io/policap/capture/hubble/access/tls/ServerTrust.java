package io.policap.capture.hubble.access.tls;

import io.policap.capture.hubble.access.tls.CertificateRefused.Reason;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection believes, which tells apart a certificate of an unknown issuer and one for other names.
 *
 * <p>Java tells both by the text of a message; here the issuer is checked first, then the name, each with its own
 * {@link CertificateRefused}.
 */
public final class ServerTrust extends X509ExtendedTrustManager {
    private static final int MAX_NAMES = 5;

    private final X509ExtendedTrustManager checks;

    private ServerTrust(X509ExtendedTrustManager checks) {
        this.checks = checks;
    }

    /** Those that this Java believes. */
    public static ServerTrust system() {
        return new ServerTrust(checks(null));
    }

    /** The certificates of the file of {@code --tls-ca}, and nobody else. */
    public static ServerTrust of(Path ca) throws TlsFileProblem {
        PemFile file = PemFile.read("--tls-ca", ca);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : file.certificates()) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            return new ServerTrust(checks(store));
        } catch (GeneralSecurityException | IOException unusable) {
            throw new TlsFileProblem(file.name() + ": its certificates cannot be used", unusable);
        }
    }

    private static X509ExtendedTrustManager checks(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager) {
                    return (X509ExtendedTrustManager) manager;
                }
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no usable list of trusted CAs", broken);
        }
        throw new IllegalStateException("this Java checks no X.509 certificates");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
        try {
            checks.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException otherName) {
            throw new CertificateRefused(Reason.OTHER_NAME, names(chain[0]), otherName);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
        try {
            checks.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException otherName) {
            throw new CertificateRefused(Reason.OTHER_NAME, names(chain[0]), otherName);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            checks.checkServerTrusted(chain, authType);
            // Java asks nothing more of a certificate that is itself among the trusted ones.
            chain[0].checkValidity();
        } catch (CertificateException untrusted) {
            throw new CertificateRefused(reason(untrusted), names(chain[0]), untrusted);
        }
    }

    private static Reason reason(CertificateException untrusted) {
        for (Throwable cause = untrusted; cause != null; cause = cause.getCause()) {
            Object why = cause instanceof CertPathValidatorException path ? path.getReason() : null;
            if (cause instanceof CertificateExpiredException
                    || why == CertPathValidatorException.BasicReason.EXPIRED) {
                return Reason.EXPIRED;
            }
            if (cause instanceof CertificateNotYetValidException
                    || why == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
                return Reason.NOT_YET_VALID;
            }
        }
        return Reason.UNKNOWN_ISSUER;
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                for (List<?> name : certificate.getSubjectAlternativeNames()) {
                    // Entries are a type and a value; DNS names and addresses are text.
                    if (names.size() < MAX_NAMES && name.get(1) instanceof String text) {
                        names.add(text);
                    }
                }
            }
        } catch (CertificateParsingException none) {
            names.clear();
        }
        return names;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks.getAcceptedIssuers();
    }
}
