package io.policap.capture.hubble.access;

import static io.policap.capture.hubble.access.HubbleFailureTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.TestCertificates;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFailureTest {
    private static final String CA = "; take the cluster's CA with: kubectl -n kube-system get secret cilium-ca -o"
            + " jsonpath='{.data.ca\\.crt}' | base64 -d > ca.crt, and add --tls-ca ca.crt";
    private static final String CLIENT = "; give one that its CA signed with --tls-cert FILE --tls-key FILE";

    @TempDir
    Path directory;

    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() throws Exception {
        certificates = TestCertificates.in(directory, "*.hubble-relay.cilium.io");
    }

    @Test
    void theServerSpeaksTlsAndIsAskedWithout() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            String target = "hubble://" + server.address();

            assertFailure(
                    Access.failure(target, HubbleTls.DEFAULT),
                    Kind.TLS_REQUIRED,
                    target + ": the server speaks TLS; write hubble+tls://" + server.address());
        }
    }

    @Test
    void theServerSpeaksMutualTlsAndIsAskedWithout() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").mutualTls(certificates).start()) {
            String target = "hubble://" + server.address();

            assertFailure(
                    Access.failure(target, HubbleTls.DEFAULT),
                    Kind.TLS_REQUIRED,
                    target + ": the server speaks TLS; write hubble+tls://" + server.address());
        }
    }

    @Test
    void theServerDoesNotSpeakTls() {
        try (HubbleServer server = HubbleServer.builder().node("n").start()) {
            String target = "hubble+tls://" + server.address();

            assertFailure(
                    Access.failure(target, HubbleTls.DEFAULT),
                    Kind.TLS_UNEXPECTED,
                    target + ": the server does not speak TLS; write hubble://" + server.address()
                            + ", or use the port on which it does");
        }
    }

    @Test
    void aServerThatOnlyClosesTheConnectionSaysSo() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread closing = new Thread(() -> close(rude), "rude");
            closing.setDaemon(true);
            closing.start();
            String target = "hubble+tls://127.0.0.1:" + rude.getLocalPort();

            HubbleFailure failure = Access.failure(target, HubbleTls.DEFAULT);

            assertThat(failure.kind()).isEqualTo(Kind.DISCONNECTED);
            assertThat(failure).hasMessageStartingWith(target + ": the connection was closed");
        }
    }

    private static void close(ServerSocket rude) {
        try {
            while (true) {
                try (Socket taken = rude.accept()) {
                    taken.getInputStream().read();
                }
            }
        } catch (java.io.IOException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theCertificateIsOfACaThatNobodyKnows() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            String message = server.target() + ": the server's certificate is not of a CA that is trusted here" + CA;

            assertFailure(Access.failure(server.target(), HubbleTls.DEFAULT), Kind.TLS_WRONG_CA, message);
            assertFailure(
                    Access.failure(server.target(), Access.trusting(certificates.otherAuthority())),
                    Kind.TLS_WRONG_CA,
                    message);
        }
    }

    @Test
    void theCertificateIsForOtherNames() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            assertFailure(
                    Access.failure(server.target(), Access.named(certificates.authority(), "relay.example")),
                    Kind.TLS_WRONG_NAME,
                    server.target() + ": the server's certificate is for another name (localhost,"
                            + " *.hubble-relay.cilium.io, 127.0.0.1); if that is the server you mean, add"
                            + " --tls-server-name localhost");
        }
    }

    @Test
    void theServerWantsAClientCertificate() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").mutualTls(certificates).start()) {
            HubbleFailure failure = Access.failure(server.target(), Access.trusting(certificates.authority()));

            assertThat(failure.kind()).isEqualTo(Kind.CLIENT_CERTIFICATE);
            assertThat(failure)
                    .hasMessageStartingWith(
                            server.target() + ": the server asks for a client certificate that it accepts")
                    .hasMessageEndingWith(CLIENT);
        }
    }

    @Test
    void theServerWantsAnotherClientCertificate() {
        try (HubbleServer server =
                HubbleServer.builder().node("n").mutualTls(certificates).start()) {
            HubbleTls stranger = Access.client(
                    certificates.authority(), certificates.otherClientCertificate(), certificates.otherClientKey());

            HubbleFailure failure = Access.failure(server.target(), stranger);

            assertThat(failure.kind()).isEqualTo(Kind.CLIENT_CERTIFICATE);
            assertThat(failure)
                    .hasMessageStartingWith(
                            server.target() + ": the server asks for a client certificate that it accepts")
                    .hasMessageEndingWith(CLIENT);
        }
    }

    @Test
    void theCertificateHasExpired() throws Exception {
        assertDated("-10d", "the server's certificate has expired; renew it in the cluster");
    }

    @Test
    void theCertificateIsNotValidYet() throws Exception {
        assertDated("+10d", "the server's certificate is not valid yet; are the clocks right?");
    }

    private void assertDated(String begin, String text) throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", "s", "-keyalg", "EC", "-dname", "CN=dated",
                        "-ext", "san=ip:127.0.0.1", "-startdate", begin, "-validity", "5",
                        "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("s");
        Path ca = Files.writeString(
                directory.resolve("dated.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        PrivateKey key = (PrivateKey) store.getKey("s", "changeit".toCharArray());
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(key, certificate))
                        .build())
                .build()
                .start();
        String target = "hubble+tls://127.0.0.1:" + server.getPort();
        Path other = certificates.authority();

        assertFailure(Access.failure(target, Access.trusting(ca)), Kind.TLS_WRONG_CA, target + ": " + text);
        assertThat(Access.failure(target, Access.trusting(other)))
                .hasMessage(target + ": the server's certificate is not of a CA that is trusted here" + CA);
        server.shutdownNow();
    }
}
