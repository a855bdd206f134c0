package io.policap.capture.hubble.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * PEM files for TLS: an authority, a server certificate by it for "localhost", 127.0.0.1 and the names given, a client
 * certificate by it, and an authority and client that have nothing to do with them. Keys are PKCS#8.
 */
public final class TestCertificates {
    private final Path directory;

    private TestCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes new keys and certificates and writes them into the directory. */
    public static TestCertificates in(Path directory, String... serverNames) throws IOException {
        TestCertificates made = new TestCertificates(directory);
        try {
            made.authority("ca", "server", "client", List.of(serverNames));
            made.authority("other-ca", "other-server", "other-client", List.of(serverNames));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make certificates for the test", e);
        }
        return made;
    }

    private void authority(String ca, String server, String client, List<String> names)
            throws IOException, GeneralSecurityException {
        KeyPair authority = keys();
        Certificate issuer = Certificate.authority("policap test " + ca, authority);
        write(ca, issuer.encoded(), authority);
        KeyPair serverKeys = keys();
        write(server, issuer.issue("policap test " + server, serverKeys, names, true), serverKeys);
        KeyPair clientKeys = keys();
        write(client, issuer.issue("policap test " + client, clientKeys, List.of(), false), clientKeys);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private void write(String name, byte[] certificate, KeyPair keys) throws IOException {
        Files.writeString(directory.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
        Files.writeString(
                directory.resolve(name + ".key"),
                pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    private static String pem(String kind, byte[] contents) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + kind + "-----\n" + encoder.encodeToString(contents) + "\n-----END " + kind + "-----\n";
    }

    /** The certificate of the authority that signed the server's and the client's. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    public Path serverCertificate() {
        return directory.resolve("server.pem");
    }

    public Path serverKey() {
        return directory.resolve("server.key");
    }

    public Path clientCertificate() {
        return directory.resolve("client.pem");
    }

    public Path clientKey() {
        return directory.resolve("client.key");
    }

    /** An authority that signed nothing of the above. */
    public Path otherAuthority() {
        return directory.resolve("other-ca.pem");
    }

    /** A client certificate of the other authority. */
    public Path otherClientCertificate() {
        return directory.resolve("other-client.pem");
    }

    public Path otherClientKey() {
        return directory.resolve("other-client.key");
    }
}
