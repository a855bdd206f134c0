package io.policap.capture.packet.payload.quic;

import io.policap.capture.packet.payload.tls.HelloBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A client of QUIC that writes Initial packets, after RFC 9001, 5, and not with the code that reads them. */
final class QuicBytes {
    static final int V1 = 1;
    static final int V2 = 0x6b3343cf;
    static final int DRAFT_29 = 0xff00001d;

    private final int version;
    private final byte[] keyId;

    /** A client whose keys come from this connection id. */
    QuicBytes(int version, byte[] keyId) {
        this.version = version;
        this.keyId = keyId;
    }

    static byte[] vector(String name) {
        try (InputStream in = QuicBytes.class.getResourceAsStream("/quic/" + name + ".hex")) {
            return HexFormat.of()
                    .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] id(int seed, int length) {
        byte[] id = new byte[length];
        Arrays.fill(id, (byte) seed);
        return id;
    }

    /** A ClientHello without its record. */
    static byte[] hello(String serverName, String... protocols) {
        byte[] records = HelloBytes.ofJdk(serverName, protocols);
        return Arrays.copyOfRange(records, 5, records.length);
    }

    static byte[] crypto(byte[] handshake, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(6);
        variable(out, from);
        variable(out, to - from);
        out.write(handshake, from, to - from);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    byte[] initial(long number, byte[]... frames) {
        return initial(keyId, new byte[0], number, frames);
    }

    /** One Initial packet to this connection id, padded for its sample. */
    byte[] initial(byte[] destination, byte[] token, long number, byte[]... frames) {
        try {
            byte[] payload = join(join(frames), new byte[4]);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            int numberLength = number < 256 ? 1 : 2;
            header.write(0xC0 | (version == V2 ? 0x10 : 0) | numberLength - 1);
            for (int shift = 24; shift >= 0; shift -= 8) {
                header.write(version >> shift);
            }
            header.write(destination.length);
            header.writeBytes(destination);
            header.write(3);
            header.writeBytes(new byte[] {7, 7, 7});
            variable(header, token.length);
            header.writeBytes(token);
            variable(header, numberLength + payload.length + 16);
            int numberAt = header.size();
            for (int i = numberLength - 1; i >= 0; i--) {
                header.write((int) (number >> 8 * i));
            }
            return protect(header.toByteArray(), numberAt, number, payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] protect(byte[] header, int numberAt, long number, byte[] payload) throws GeneralSecurityException {
        byte[] secret = expand(hash(salt(), keyId), "client in", 32);
        String labels = version == V2 ? "quicv2 " : "quic ";
        byte[] nonce = expand(secret, labels + "iv", 12);
        for (int i = 0; i < 8; i++) {
            nonce[11 - i] ^= (byte) (number >> 8 * i);
        }
        Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
        seal.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(expand(secret, labels + "key", 16), "AES"),
                new GCMParameterSpec(128, nonce));
        seal.updateAAD(header);
        byte[] packet = join(header, seal.doFinal(payload));
        Cipher mask = Cipher.getInstance("AES/ECB/NoPadding");
        mask.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(secret, labels + "hp", 16), "AES"));
        byte[] bits = mask.doFinal(packet, numberAt + 4, 16);
        packet[0] ^= (byte) (bits[0] & 0x0F);
        for (int at = numberAt; at < header.length; at++) {
            packet[at] ^= bits[1 + at - numberAt];
        }
        return packet;
    }

    private byte[] salt() {
        return HexFormat.of()
                .parseHex(
                        switch (version) {
                            case V2 -> "0dede3def700a6db819381be6e269dcbf9bd2ed9";
                            case DRAFT_29 -> "afbfec289993d24c9e9786f19c6111e04390a899";
                            default -> "38762cf7f55934b34d179ae6a4c80cadccbb7f0a";
                        });
    }

    private static byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = join(new byte[] {0, (byte) length, (byte) name.length}, name, new byte[] {0, 1});
        return Arrays.copyOf(hash(secret, info), length);
    }

    private static byte[] hash(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static void variable(ByteArrayOutputStream out, int value) {
        if (value < 64) {
            out.write(value);
        } else {
            out.write(0x40 | value >> 8);
            out.write(value);
        }
    }
}
