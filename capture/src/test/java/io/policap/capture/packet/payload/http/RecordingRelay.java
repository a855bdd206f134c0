package io.policap.capture.packet.payload.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passes connections on to a server of this machine, and records what goes by, before it goes on. */
final class RecordingRelay implements AutoCloseable {
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;

    RecordingRelay(int target) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was recorded of each connection so far. */
    List<Exchange> exchanges() {
        synchronized (exchanges) {
            List<Exchange> copies = new ArrayList<>();
            for (Exchange exchange : exchanges) {
                Exchange copy = new Exchange();
                copy.turns.addAll(exchange.turns);
                copies.add(copy);
            }
            return copies;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (exchanges) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket();
                server.connect(target);
                Exchange exchange = new Exchange();
                synchronized (exchanges) {
                    exchanges.add(exchange);
                    sockets.add(client);
                    sockets.add(server);
                }
                start(() -> pass(client, server, exchange, true));
                start(() -> pass(server, client, exchange, false));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void pass(Socket from, Socket to, Exchange exchange, boolean client) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (exchanges) {
                    exchange.turns.add(new Exchange.Turn(client, Arrays.copyOf(buffer, read)));
                }
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException closed) {
            // Either side is gone.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
