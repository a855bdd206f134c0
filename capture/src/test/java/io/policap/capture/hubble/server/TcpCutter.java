package io.policap.capture.hubble.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A relay of bytes in front of a server that can cut its connections in the middle of a message. Where it can read HTTP/2
 * (RFC 9113 section 4.1) it cuts inside a DATA frame, a few bytes before its end; otherwise inside whatever it passes on.
 */
final class TcpCutter implements AutoCloseable {
    private static final int FRAME_HEADER = 9;
    private static final int DATA = 0;
    private static final int MESSAGE_PREFIX = 5;

    private final ServerSocket listener;
    private final InetSocketAddress behind;
    private final boolean isReadable;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    TcpCutter(int port, int portBehind, boolean isReadable) throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        this.behind = new InetSocketAddress(here, portBehind);
        this.isReadable = isReadable;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(here, port));
        start("cutter-accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts each connection inside the next message that the server sends on it. */
    void cut() {
        connections.forEach(connection -> connection.isDoomed = true);
    }

    /** Resets each connection at once. */
    void cutNow() {
        connections.forEach(Connection::reset);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It accepts nothing any more either way.
        }
        cutNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket();
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Connection connection = new Connection(client, server);
                connections.add(connection);
                start("cutter-connect", connection::run);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean isDoomed;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void run() {
            try {
                server.connect(behind);
                start("cutter-requests", this::passRequests);
                if (isReadable) {
                    passFrames(new DataInputStream(server.getInputStream()), client.getOutputStream());
                } else {
                    passBytes(server.getInputStream(), client.getOutputStream());
                }
            } catch (IOException e) {
                // Either side has gone; the other one is told by the reset.
            } finally {
                reset();
            }
        }

        private void passRequests() {
            try {
                client.getInputStream().transferTo(server.getOutputStream());
            } catch (IOException e) {
                // As above.
            } finally {
                reset();
            }
        }

        private void passFrames(DataInputStream from, OutputStream to) throws IOException {
            byte[] frame = new byte[FRAME_HEADER + (1 << 14)];
            while (true) {
                from.readFully(frame, 0, FRAME_HEADER);
                int length = (frame[0] & 0xFF) << 16 | (frame[1] & 0xFF) << 8 | frame[2] & 0xFF;
                if (FRAME_HEADER + length > frame.length) {
                    frame = Arrays.copyOf(frame, FRAME_HEADER + length);
                }
                from.readFully(frame, FRAME_HEADER, length);
                if (isDoomed && frame[3] == DATA && length > MESSAGE_PREFIX) {
                    to.write(frame, 0, FRAME_HEADER + length - 3);
                    return;
                }
                to.write(frame, 0, FRAME_HEADER + length);
            }
        }

        private void passBytes(InputStream from, OutputStream to) throws IOException {
            byte[] buffer = new byte[1 << 16];
            while (true) {
                int length = from.read(buffer);
                if (length < 0) {
                    throw new EOFException();
                }
                if (isDoomed && length > MESSAGE_PREFIX) {
                    to.write(buffer, 0, length - 3);
                    return;
                }
                to.write(buffer, 0, length);
            }
        }

        /** Closes both sides; the client has what was written before, and then the end. */
        void reset() {
            connections.remove(this);
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is gone either way.
                }
            }
        }
    }
}
