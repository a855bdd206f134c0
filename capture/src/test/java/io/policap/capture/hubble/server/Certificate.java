package io.policap.capture.hubble.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An authority's own certificate (X.509 version 3, RFC 5280, ECDSA with SHA-256), which issues others. */
final class Certificate {
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final KeyPair keys;
    private final byte[] encoded;

    private Certificate(String name, KeyPair keys, byte[] encoded) {
        this.name = name;
        this.keys = keys;
        this.encoded = encoded;
    }

    static Certificate authority(String name, KeyPair keys) throws GeneralSecurityException {
        byte[] constraints =
                Der.extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.of(0x01, new byte[] {(byte) 0xFF})));
        // keyCertSign and cRLSign.
        byte[] usage = Der.extension(KEY_USAGE, true, Der.of(0x03, new byte[] {1, 0x06}));
        return new Certificate(name, keys, sign(name, keys, name, keys, List.of(constraints, usage)));
    }

    byte[] encoded() {
        return encoded.clone();
    }

    byte[] issue(String subject, KeyPair subjectKeys, List<String> names, boolean isServer)
            throws GeneralSecurityException {
        List<byte[]> extensions = new ArrayList<>();
        extensions.add(
                Der.extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.objectId(isServer ? SERVER : CLIENT))));
        if (isServer) {
            List<byte[]> all = new ArrayList<>();
            all.add(Der.text(0x82, "localhost"));
            names.forEach(more -> all.add(Der.text(0x82, more)));
            all.add(Der.of(0x87, address("127.0.0.1")));
            extensions.add(Der.extension(ALTERNATIVE_NAMES, false, Der.sequence(all.toArray(byte[][]::new))));
        }
        return sign(name, keys, subject, subjectKeys, extensions);
    }

    private static byte[] sign(
            String issuer, KeyPair issuerKeys, String subject, KeyPair subjectKeys, List<byte[]> extensions)
            throws GeneralSecurityException {
        byte[] serial = new byte[16];
        RANDOM.nextBytes(serial);
        serial[0] = (byte) (serial[0] & 0x7F | 0x40);
        byte[] algorithm = Der.sequence(Der.objectId(ECDSA_WITH_SHA256));
        Instant now = Instant.now();
        byte[] validity =
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(365))));
        byte[] contents = Der.sequence(
                Der.of(0xA0, Der.of(0x02, new byte[] {2})),
                Der.of(0x02, serial),
                algorithm,
                distinguishedName(issuer),
                validity,
                distinguishedName(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.of(0xA3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKeys.getPrivate());
        signature.update(contents);
        return Der.sequence(contents, algorithm, Der.bits(signature.sign()));
    }

    private static byte[] distinguishedName(String commonName) {
        return Der.sequence(
                Der.of(0x31, Der.sequence(Der.objectId(COMMON_NAME), Der.text(0x0C, commonName))));
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is not an address", e);
        }
    }
}
