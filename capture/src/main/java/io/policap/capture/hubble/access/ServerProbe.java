package io.policap.capture.hubble.access;

import io.policap.capture.hubble.access.tls.NoTrustNeeded;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a port speaks, found out by asking it: where a server only closes the connection, as Go's do when they expect TLS
 * and get none, nothing else tells why.
 */
final class ServerProbe {
    /** HTTP/2's connection preface and empty settings (RFC 9113, 3.4). */
    private static final byte[] HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int FRAME_HEADER = 9;
    private static final int SETTINGS = 4;

    private final HubbleTarget.Tcp target;
    private final int millis;

    ServerProbe(HubbleTarget.Tcp target, int millis) {
        this.target = target;
        this.millis = millis;
    }

    /** What was found. */
    enum Speech {
        /** No connection came about. */
        UNREACHABLE,
        /** It takes connections and says nothing. */
        SILENT,
        TLS,
        /** TLS, and it asks for a client certificate. */
        MUTUAL_TLS,
        /** HTTP/2 without TLS. */
        HTTP2,
        /** HTTP/1 without TLS. */
        HTTP1,
        /** It closes connections, or says something else. */
        OTHER
    }

    Speech find() {
        Speech tls = tls();
        if (tls != Speech.OTHER && tls != Speech.SILENT) {
            return tls;
        }
        Speech plain = plain();
        return plain == Speech.OTHER ? tls : plain;
    }

    private Speech tls() {
        AtomicBoolean asked = new AtomicBoolean();
        try (Socket raw = connect();
                SSLSocket socket = (SSLSocket) context(asked).getSocketFactory()
                        .createSocket(raw, target.host(), target.port(), true)) {
            try {
                socket.startHandshake();
            } catch (SSLException refused) {
                boolean alert = String.valueOf(refused.getMessage()).contains("fatal alert");
                return alert ? spoken(asked) : Speech.OTHER;
            } catch (SocketTimeoutException silence) {
                return Speech.SILENT;
            }
            return spoken(asked);
        } catch (ConnectionFailed none) {
            return Speech.UNREACHABLE;
        } catch (IOException closed) {
            return Speech.OTHER;
        }
    }

    private static Speech spoken(AtomicBoolean asked) {
        return asked.get() ? Speech.MUTUAL_TLS : Speech.TLS;
    }

    private Speech plain() {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HTTP2);
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(FRAME_HEADER);
            if (new String(header, StandardCharsets.US_ASCII).startsWith("HTTP/")) {
                return Speech.HTTP1;
            }
            boolean settings = header.length == FRAME_HEADER && header[3] == SETTINGS && header[0] == 0;
            return settings ? Speech.HTTP2 : Speech.OTHER;
        } catch (SocketTimeoutException silence) {
            return Speech.SILENT;
        } catch (ConnectionFailed none) {
            return Speech.UNREACHABLE;
        } catch (IOException closed) {
            return Speech.OTHER;
        }
    }

    private Socket connect() throws ConnectionFailed {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(target.host(), target.port()), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException none) {
            try {
                socket.close();
            } catch (IOException closed) {
                none.addSuppressed(closed);
            }
            throw new ConnectionFailed(none);
        }
    }

    private static SSLContext context(AtomicBoolean asked) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Listening(asked)}, new TrustManager[] {new NoTrustNeeded()}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java cannot make TLS connections", broken);
        }
    }

    private static final class ConnectionFailed extends Exception {
        private static final long serialVersionUID = 1;

        ConnectionFailed(IOException cause) {
            super(cause);
        }
    }

    /** Has no certificate, and notices when one is asked for. */
    private static final class Listening extends X509ExtendedKeyManager {
        private final AtomicBoolean asked;

        Listening(AtomicBoolean asked) {
            this.asked = asked;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            asked.set(true);
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
