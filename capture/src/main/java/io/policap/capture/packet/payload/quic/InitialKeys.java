package io.policap.capture.packet.payload.quic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a client's Initial packets, which everybody can derive from the first connection id (RFC 9001, 5.2).
 *
 * <p>They protect against accidents only; nothing secret is opened with them.
 */
final class InitialKeys {
    static final int TAG = 16;
    static final int SAMPLE = 16;

    private static final String HASH = "HmacSHA256";

    private final SecretKeySpec packetKey;
    private final byte[] iv;
    private final SecretKeySpec headerKey;

    private InitialKeys(byte[] secret, String labels) throws GeneralSecurityException {
        packetKey = new SecretKeySpec(expand(secret, labels + "key", 16), "AES");
        iv = expand(secret, labels + "iv", 12);
        headerKey = new SecretKeySpec(expand(secret, labels + "hp", 16), "AES");
    }

    static InitialKeys derive(QuicVersion version, byte[] connectionId) throws GeneralSecurityException {
        byte[] initial = hash(version.salt, connectionId);
        return new InitialKeys(expand(initial, "client in", 32), version.labels);
    }

    /** The mask of the header that goes with these 16 bytes of the packet (RFC 9001, 5.4.3). */
    byte[] headerMask(byte[] bytes, int sampleAt) throws GeneralSecurityException {
        // The first block that counter mode makes is the encrypted counter: AES of the sample.
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, headerKey, new IvParameterSpec(bytes, sampleAt, SAMPLE));
        return cipher.doFinal(new byte[SAMPLE]);
    }

    /** Opens a payload with its tag; throws where it was not made with these keys. */
    byte[] open(long packetNumber, byte[] header, byte[] bytes, int from, int length) throws GeneralSecurityException {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (packetNumber >>> 8 * i);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, packetKey, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(bytes, from, length);
    }

    /** HKDF-Expand-Label with an empty context, for at most one block (RFC 8446, 7.1; RFC 5869, 2.3). */
    private static byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(2 + 1 + full.length + 1 + 1);
        info.putShort((short) length).put((byte) full.length).put(full).put((byte) 0);
        info.put((byte) 1);
        return Arrays.copyOf(hash(secret, info.array()), length);
    }

    private static byte[] hash(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HASH);
        mac.init(new SecretKeySpec(key, HASH));
        return mac.doFinal(content);
    }
}
