package io.policap.capture.hubble.access.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysInPkcs8AreRead(String algorithm) throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertThat(PrivateKeys.read(file("PRIVATE KEY", key.getEncoded())).getEncoded())
                .isEqualTo(key.getEncoded());
    }

    @Test
    void keysInPkcs1AreRead() throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();

        assertThat(PrivateKeys.read(file("RSA PRIVATE KEY", inner(key.getEncoded()))))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"256, 2a8648ce3d030107", "384, 2b81040022", "521, 2b81040023"})
    void keysInSec1AreRead(int size, String curve) throws Exception {
        PrivateKey key = ec(size).getPrivate();

        PrivateKey read = PrivateKeys.read(file("EC PRIVATE KEY", sec1(key.getEncoded(), curve)));

        assertThat(((java.security.interfaces.ECPrivateKey) read).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) key).getS());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa.key|genrsa -traditional -out rsa.key 2048|RSA",
                "rsa8.key|genrsa -out rsa8.key 2048|RSA",
                "ec.key|ecparam -name prime256v1 -genkey -out ec.key|EC",
                "ec384.key|ecparam -name secp384r1 -genkey -noout -out ec384.key|EC",
                "ed.key|genpkey -algorithm ed25519 -out ed.key|EdDSA",
            })
    void whatOpensslWritesIsRead(String name, String arguments, String algorithm) throws Exception {
        assumeThat(openssl(arguments.split(" "))).isTrue();
        String key = directory.resolve(name).toString();
        String certificate = directory.resolve("cert.pem").toString();
        assertThat(openssl("req", "-x509", "-new", "-key", key, "-subj", "/CN=policap", "-out", certificate))
                .isTrue();

        ClientIdentity identity = ClientIdentity.read(Path.of(certificate), Path.of(key));

        assertThat(identity.getPrivateKey("client").getAlgorithm()).isEqualTo(algorithm);
        assertThat(identity.getCertificateChain("client")).hasSize(1);
    }

    @Test
    void anEncryptedKeyIsRefused() throws Exception {
        byte[] bytes = {1, 2, 3};
        String message =
                ": the key is encrypted, and policap asks for no passphrase; write one without: openssl pkey -in FILE"
                        + " -out PLAIN";
        Path old = Files.writeString(
                directory.resolve("old.key"),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQID\n"
                        + "-----END RSA PRIVATE KEY-----\n");

        assertThatThrownBy(() -> PrivateKeys.read(file("ENCRYPTED PRIVATE KEY", bytes)))
                .isInstanceOf(TlsFileProblem.class)
                .hasMessage("--tls-key " + directory.resolve("file.pem") + message);
        assertThatThrownBy(() -> PrivateKeys.read(PemFile.read("--tls-key", old)))
                .isInstanceOf(TlsFileProblem.class)
                .hasMessage("--tls-key " + old + message);
    }

    @Test
    void aFileWithoutUsableKeySaysSo() throws Exception {
        String name = "--tls-key " + directory.resolve("file.pem");

        assertThatThrownBy(() -> PrivateKeys.read(file("CERTIFICATE", new byte[3])))
                .hasMessage(name + ": no private key in it; expected PEM with -----BEGIN PRIVATE KEY-----");
        for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
            for (byte[] garbled : List.of(new byte[0], new byte[] {0x30}, new byte[] {0x30, (byte) 0x84, 1, 1}, new byte[99])) {
                assertThatThrownBy(() -> PrivateKeys.read(file(label, garbled)))
                        .as(label + Arrays.toString(garbled))
                        .isInstanceOf(TlsFileProblem.class)
                        .hasMessage(name + ": the private key cannot be decoded; expected RSA, ECDSA or Ed25519, undamaged");
            }
        }
    }

    private PemFile file(String label, byte[] content) throws IOException, TlsFileProblem {
        Path file = Files.writeString(
                directory.resolve("file.pem"),
                "Bag Attributes\n-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content)
                        + "\n-----END " + label + "-----\n");
        return PemFile.read("--tls-key", file);
    }

    private boolean openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    static KeyPair ec(int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    /** What a PKCS#8 envelope holds: the last of its three elements. */
    private static byte[] inner(byte[] pkcs8) {
        return Der.find(Der.OCTET_STRING, Der.find(Der.SEQUENCE, pkcs8));
    }

    /** The older form of a key, which names its curve itself. */
    private static byte[] sec1(byte[] pkcs8, String curve) {
        byte[] secret = Der.find(Der.OCTET_STRING, Der.find(Der.SEQUENCE, inner(pkcs8)));
        byte[] name = Der.element(Der.OBJECT_IDENTIFIER, java.util.HexFormat.of().parseHex(curve));
        return Der.element(
                Der.SEQUENCE, new byte[] {2, 1, 1}, Der.element(Der.OCTET_STRING, secret), Der.element(Der.PARAMETERS, name));
    }
}
