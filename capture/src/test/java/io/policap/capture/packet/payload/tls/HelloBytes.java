package io.policap.capture.packet.payload.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** ClientHellos: those that the JDK makes, and those written byte by byte. */
public final class HelloBytes {
    private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();

    /** The first flight of a client of the JDK, with its records. */
    public static byte[] ofJdk(String serverName, String... protocols) {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName)));
            parameters.setApplicationProtocols(protocols);
            engine.setSSLParameters(parameters);
            ByteBuffer out = ByteBuffer.allocate(1 << 17);
            engine.wrap(ByteBuffer.allocate(0), out);
            byte[] bytes = new byte[out.position()];
            out.get(0, bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    HelloBytes extension(int type, byte[] content) {
        extensions.writeBytes(ByteBuffer.allocate(4 + content.length)
                .putShort((short) type)
                .putShort((short) content.length)
                .put(content)
                .array());
        return this;
    }

    HelloBytes serverName(int kind, byte[] name) {
        return extension(
                0,
                ByteBuffer.allocate(5 + name.length)
                        .putShort((short) (3 + name.length))
                        .put((byte) kind)
                        .putShort((short) name.length)
                        .put(name)
                        .array());
    }

    HelloBytes serverName(String name) {
        return serverName(0, name.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The handshake message. */
    byte[] message() {
        byte[] all = extensions.toByteArray();
        ByteBuffer out = ByteBuffer.allocate(4 + 34 + 1 + 2 + 4 + 2 + 2 + all.length);
        out.putInt(1 << 24 | out.capacity() - 4).putShort((short) 0x0303).position(38);
        out.put((byte) 0).putShort((short) 4).putInt(0x0A0A_1301).put((byte) 1).put((byte) 0);
        return out.putShort((short) all.length).put(all).array();
    }

    /** The message in records of at most so many bytes. */
    static byte[] records(byte[] message, int most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < message.length; at += most) {
            int size = Math.min(most, message.length - at);
            out.writeBytes(new byte[] {22, 3, 1, (byte) (size >> 8), (byte) size});
            out.write(message, at, size);
        }
        return out.toByteArray();
    }

    /** One of each shape, with records, for damage. */
    static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        samples.add(ofJdk("api.example.com", "h2", "http/1.1"));
        samples.add(ofJdk(""));
        samples.add(records(full().message(), 1 << 14));
        samples.add(records(full().message(), 23));
        return samples;
    }

    static HelloBytes full() {
        return new HelloBytes()
                .extension(0x2A2A, new byte[] {0})
                .serverName("Front.Example.ORG.")
                .extension(16, new byte[] {0, 9, 2, 0x5A, 0x5A, 2, 'h', '2', 2, 'h', '3'})
                .extension(0xFE0D, new byte[40]);
    }
}
