package io.policap.capture.hubble.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleTlsTest {
    private static final HubbleTarget TARGET = HubbleTarget.parse("hubble+tls://127.0.0.1:1");

    @TempDir
    Path directory;

    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() throws Exception {
        certificates = TestCertificates.in(directory);
    }

    @Test
    void aCertificateAndItsKeyComeTogether() {
        assertThatThrownBy(() -> tls(Optional.empty(), Optional.of(directory), Optional.empty(), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tls-cert needs --tls-key: a client certificate is of no use without its private key");
        assertThatThrownBy(() -> tls(Optional.empty(), Optional.empty(), Optional.of(directory), Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tls-key needs --tls-cert: a private key is of no use without its certificate");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> tls(Optional.of(directory), Optional.empty(), Optional.empty(), Optional.empty(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tls-insecure accepts any certificate, so --tls-ca would do nothing; give one of them");
        assertThatThrownBy(() -> tls(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("*.cilium.io"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tls-server-name takes one DNS name without port or wildcard, such as"
                        + " ui.hubble-relay.cilium.io");
    }

    @Test
    void optionsWithoutEncryptionAreAUsageError() {
        HubbleTarget plain = HubbleTarget.parse("hubble://relay");

        assertThatThrownBy(() -> HubbleChannel.open(plain, Access.insecure()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tls-* options have no effect on hubble://relay:4245, which is not encrypted; write"
                        + " hubble+tls://HOST[:PORT], or leave them out");
        assertThat(HubbleTls.DEFAULT.isDefault()).isTrue();
        assertThat(Access.insecure().isDefault()).isFalse();
    }

    @Test
    void filesThatAreNotThereAreNamedWithTheirFlag() {
        Path missing = directory.resolve("missing.pem");

        assertFile(Access.trusting(missing), "--tls-ca " + missing + ": no such file");
        assertFile(
                Access.client(certificates.authority(), missing, certificates.clientKey()),
                "--tls-cert " + missing + ": no such file");
        assertFile(
                Access.client(certificates.authority(), certificates.clientCertificate(), missing),
                "--tls-key " + missing + ": no such file");
        assertFile(Access.trusting(directory), "--tls-ca " + directory + ": is a directory");
    }

    @Test
    void filesThatHoldSomethingElseAreNamedWithTheirFlag() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "s3cret");
        Path cut = Files.writeString(directory.resolve("cut"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        Path noBase64 = Files.writeString(
                directory.resolve("base64"), "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n");
        Path garbled = Files.writeString(
                directory.resolve("garbled"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertFile(
                Access.trusting(text),
                "--tls-ca " + text + ": no certificate in it; expected PEM with -----BEGIN CERTIFICATE-----");
        assertFile(Access.trusting(cut), "--tls-ca " + cut + ": a block begins and does not end; was the file cut?");
        assertFile(
                Access.trusting(noBase64), "--tls-ca " + noBase64 + ": a block is not base64; was the file damaged?");
        assertFile(
                Access.trusting(garbled),
                "--tls-ca " + garbled + ": a certificate in it cannot be decoded; was the file damaged?");
        assertFile(
                Access.client(certificates.authority(), certificates.clientCertificate(), text),
                "--tls-key " + text + ": no private key in it; expected PEM with -----BEGIN PRIVATE KEY-----");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        assertFile(
                Access.client(
                        certificates.authority(), certificates.clientCertificate(), certificates.otherClientKey()),
                "--tls-key " + certificates.otherClientKey() + ": not the key of the first certificate in --tls-cert "
                        + certificates.clientCertificate());
    }

    @Test
    void aFileMayHoldSeveralAuthorities() throws Exception {
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                "# first\n" + Files.readString(certificates.otherAuthority()) + "\n# second\n"
                        + Files.readString(certificates.authority()));
        try (HubbleServer server =
                HubbleServer.builder().node("n").tls(certificates).start()) {
            assertThat(Access.ask(server.target(), Access.trusting(both)).connectedNodes())
                    .isOne();
        }
    }

    private static void assertFile(HubbleTls tls, String message) {
        assertThatThrownBy(() -> HubbleChannel.open(TARGET, tls)).isInstanceOfSatisfying(HubbleFailure.class, failure -> {
            assertThat(failure).hasMessage(message);
            assertThat(failure.kind()).isEqualTo(Kind.TLS_FILE);
        });
    }

    private static HubbleTls tls(
            Optional<Path> ca,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<String> name,
            boolean insecure) {
        return new HubbleTls(ca, certificate, key, name, insecure);
    }
}
