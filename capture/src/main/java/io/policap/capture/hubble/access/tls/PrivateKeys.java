package io.policap.capture.hubble.access.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * A private key from a PEM file: PKCS#8, or the older forms of RSA (PKCS#1) and elliptic curves (SEC 1).
 *
 * <p>Java reads PKCS#8 only; the older forms, which Cilium's own certificate tools write, become that by an envelope that
 * names the algorithm.
 */
public final class PrivateKeys {
    private static final byte[] VERSION = {2, 1, 0};
    private static final byte[] NULL = {5, 0};
    private static final byte[] RSA = {0x06, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    private static final byte[] EC = {0x06, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private PrivateKeys() {}

    /** The first private key of the file. */
    public static PrivateKey read(PemFile file) throws TlsFileProblem {
        for (PemFile.Block block : file.blocks()) {
            String label = block.label();
            if (label.endsWith("PRIVATE KEY")) {
                if (label.equals("ENCRYPTED PRIVATE KEY") || block.hasHeaders()) {
                    throw new TlsFileProblem(file.name() + ": the key is encrypted, and policap asks for no passphrase;"
                            + " write one without: openssl pkey -in FILE -out PLAIN");
                }
                return key(file, label, block.content());
            }
        }
        throw new TlsFileProblem(file.name() + ": no private key in it; expected PEM with -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey key(PemFile file, String label, byte[] content) throws TlsFileProblem {
        if (label.equals("RSA PRIVATE KEY")) {
            return decode(file, envelope(Der.element(Der.SEQUENCE, RSA, NULL), content), "RSA");
        }
        if (label.equals("EC PRIVATE KEY")) {
            byte[] fields = Der.find(Der.SEQUENCE, content);
            byte[] curve = Der.find(Der.OBJECT_IDENTIFIER, Der.find(Der.PARAMETERS, fields));
            byte[] algorithm = Der.element(Der.SEQUENCE, EC, Der.element(Der.OBJECT_IDENTIFIER, curve));
            return decode(file, envelope(algorithm, content), "EC");
        }
        return decode(file, content, "RSA", "EC", "EdDSA");
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return Der.element(Der.SEQUENCE, VERSION, algorithm, Der.element(Der.OCTET_STRING, key));
    }

    private static PrivateKey decode(PemFile file, byte[] pkcs8, String... algorithms) throws TlsFileProblem {
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // The envelope names the algorithm; trying is shorter than reading it.
                continue;
            }
        }
        throw new TlsFileProblem(
                file.name() + ": the private key cannot be decoded; expected RSA, ECDSA or Ed25519, undamaged");
    }
}
