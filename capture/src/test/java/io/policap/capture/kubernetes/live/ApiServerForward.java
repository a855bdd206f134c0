package io.policap.capture.kubernetes.live;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A port forward: WebSocket (RFC 6455) with the channels of v4.channel.k8s.io, 0 for data, 1 for errors. */
final class ApiServerForward {
    private final DataInputStream in;
    private final OutputStream out;
    private final Map<String, String> headers;
    private final int port;

    ApiServerForward(InputStream in, OutputStream out, Map<String, String> headers, int port) {
        this.port = port;
        this.in = new DataInputStream(in);
        this.out = out;
        this.headers = headers;
    }

    void run() throws IOException {
        if (port == 0) {
            ApiServer.send(out, 403, "{\"kind\":\"Status\",\"code\":403}");
            return;
        }
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: " + accept() + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        // The server begins each channel with the number of the port, two bytes, little endian.
        frame(new byte[] {0, (byte) 0x95, 0x10}, 3);
        frame(new byte[] {1, (byte) 0x95, 0x10}, 3);
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ApiServer.daemon(() -> toClient(target), "api-forward");
            toTarget(target);
        }
    }

    private String accept() {
        try {
            byte[] key = (headers.get("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void toClient(Socket target) {
        byte[] buffer = new byte[8192];
        try {
            InputStream from = target.getInputStream();
            for (int count = from.read(buffer, 1, buffer.length - 1);
                    count >= 0;
                    count = from.read(buffer, 1, buffer.length - 1)) {
                buffer[0] = 0;
                frame(buffer, count + 1);
            }
        } catch (IOException e) {
            // Either end went away.
        }
    }

    private synchronized void frame(byte[] payload, int length) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x82);
        if (length < 126) {
            frame.write(length);
        } else {
            frame.write(126);
            frame.write(length >> 8);
            frame.write(length);
        }
        frame.write(payload, 0, length);
        out.write(frame.toByteArray());
        out.flush();
    }

    private void toTarget(Socket target) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = new byte[4];
            in.readFully(mask);
            byte[] payload = new byte[length];
            in.readFully(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            if (opcode == 8) {
                return;
            }
            if (opcode <= 2 && length > 1 && payload[0] == 0) {
                target.getOutputStream().write(payload, 1, length - 1);
                target.getOutputStream().flush();
            }
        }
    }
}
