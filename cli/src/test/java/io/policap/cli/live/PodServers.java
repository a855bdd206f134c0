package io.policap.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The servers of a pod: HTTP on 8080, a TCP echo on 9000, a DNS responder on UDP 53. Says {@code ready} and serves on. */
final class PodServers {
    static final int HTTP = 8080;
    static final int ECHO = 9000;
    static final int DNS = 53;

    private PodServers() {}

    public static void main(String[] args) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(HTTP), 0);
        http.createContext("/", exchange -> {
            byte[] body = "served".repeat(500).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        ServerSocket echo = new ServerSocket(ECHO);
        new Thread(() -> echo(echo)).start();
        DatagramSocket dns = new DatagramSocket(DNS);
        new Thread(() -> answer(dns)).start();
        System.out.println("ready");
    }

    private static void echo(ServerSocket server) {
        while (true) {
            try (Socket client = server.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Answers each query with itself as a response that says no such name. */
    private static void answer(DatagramSocket socket) {
        byte[] message = new byte[512];
        while (true) {
            try {
                DatagramPacket query = new DatagramPacket(message, message.length);
                socket.receive(query);
                message[2] |= (byte) 0x80;
                message[3] |= 3;
                socket.send(query);
            } catch (IOException e) {
                return;
            }
        }
    }
}
