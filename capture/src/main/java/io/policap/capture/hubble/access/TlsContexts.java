package io.policap.capture.hubble.access;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.policap.capture.hubble.access.tls.ClientIdentity;
import io.policap.capture.hubble.access.tls.NoTrustNeeded;
import io.policap.capture.hubble.access.tls.ServerTrust;
import io.policap.capture.hubble.access.tls.TlsFileProblem;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What Netty needs to know to make encrypted connections.
 *
 * <p>They are made by Java's own TLS, also where the native one is there: it says the same on every platform about what
 * went wrong, and flows are too few bytes for its speed to matter.
 */
final class TlsContexts {
    private TlsContexts() {}

    static SslContext of(HubbleTls tls) throws HubbleFailure {
        try {
            SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .trustManager(trust(tls));
            if (tls.certificate().isPresent() && tls.key().isPresent()) {
                builder.keyManager(ClientIdentity.read(tls.certificate().get(), tls.key().get()));
            }
            return builder.build();
        } catch (TlsFileProblem file) {
            throw new HubbleFailure(HubbleFailure.Kind.TLS_FILE, String.valueOf(file.getMessage()), file);
        } catch (SSLException noTls) {
            throw new IllegalStateException("this Java cannot make TLS connections", noTls);
        }
    }

    private static X509ExtendedTrustManager trust(HubbleTls tls) throws TlsFileProblem {
        if (tls.insecure()) {
            return new NoTrustNeeded();
        }
        return tls.ca().isPresent() ? ServerTrust.of(tls.ca().get()) : ServerTrust.system();
    }
}
