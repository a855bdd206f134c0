package io.policap.capture.hubble.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1 where nobody listens, as far as anyone can know. */
public final class FreePort {
    private FreePort() {}

    /** Finds one. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
