package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;

/** The traffic of a pod: HTTP over a service and directly, an echo, a DNS query, a refused port; then a last datagram. */
final class PodClient {
    /** What the last datagram carries. */
    static final String END = "end-of-the-traffic";

    private static final int DISCARD = 9;

    private PodClient() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (var body = new URL("http://" + NetworkNamespaces.SERVICE + "/").openStream()) {
                body.readAllBytes();
            }
        }
        InetAddress server = InetAddress.getByName(NetworkNamespaces.SERVER);
        try (Socket echo = new Socket(server, PodServers.ECHO)) {
            echo.getOutputStream().write(new byte[20_000]);
            echo.shutdownOutput();
            echo.getInputStream().readAllBytes();
        }
        try (Socket refused = new Socket(server, 81)) {
            throw new IllegalStateException("nobody listens there: " + refused);
        } catch (ConnectException e) {
            // As it should be.
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] query = ByteBuffer.allocate(21)
                    .putShort((short) 4711)
                    .putShort((short) 0x0100)
                    .putShort((short) 1)
                    .position(12)
                    .put((byte) 3)
                    .put("svc".getBytes(US_ASCII))
                    .put((byte) 0)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .array();
            socket.send(new DatagramPacket(query, query.length, server, PodServers.DNS));
            socket.receive(new DatagramPacket(new byte[512], 512));
            byte[] end = END.getBytes(US_ASCII);
            socket.send(new DatagramPacket(end, end.length, server, DISCARD));
        }
    }
}
