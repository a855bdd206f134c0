package io.policap.capture.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a service or a backend and of the sockets that used it. */
final class SocketFields {
    private final JsonCursor cursor;
    private final PartyReader parties;
    private final TreeMap<Socket, Instant> used = new TreeMap<>();
    private String service = "";
    private @Nullable Party backend;
    private String protocol = "";
    private int port = -1;

    SocketFields(JsonCursor cursor, PartyReader parties) {
        this.cursor = cursor;
        this.parties = parties;
    }

    boolean read(String key) {
        switch (key) {
            case "service" -> service = cursor.text(key);
            case "backend" -> backend = parties.read(key);
            case "protocol" -> protocol = cursor.text(key);
            case "port" -> port = cursor.port(key);
            case "used" -> cursor.array(key, this::socket);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void socket() {
        String[] node = {""};
        long[] cookie = {0};
        boolean[] reverse = {false};
        Instant[] time = {Instant.MIN};
        cursor.object("a socket", key -> {
            switch (key) {
                case "node" -> node[0] = cursor.text(key);
                case "cookie" -> cookie[0] = cursor.count(key);
                case "reverse" -> reverse[0] = cursor.flag(key);
                case "time" -> time[0] = cursor.time(key);
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (used.put(Socket.of(node[0], cookie[0], reverse[0]), time[0]) != null) {
            throw new DamagedException("a socket stands in the file twice");
        }
    }

    SocketEnd end() {
        Party served = backend;
        if (port < 0 || service.isEmpty() == (served == null)) {
            throw new DamagedException("sockets lack a port, or are not of either a service or a backend");
        }
        Protocol transport = cursor.constant(Protocol.class, protocol.toLowerCase(Locale.ROOT), "a protocol");
        return served == null
                ? new SocketEnd.Service(Ip.parse(service), transport, port)
                : new SocketEnd.Backend(served, transport, port);
    }

    SortedMap<Socket, Instant> used() {
        return used;
    }
}
