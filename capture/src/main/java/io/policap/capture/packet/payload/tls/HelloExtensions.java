package io.policap.capture.packet.payload.tls;

import io.policap.capture.packet.payload.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the extensions of one ClientHello say; unknown ones, and those of RFC 8701 that mean nothing, are passed over. */
final class HelloExtensions {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int ENCRYPTED_CLIENT_HELLO = 0xFE0D;

    private static final int HOST_NAME = 0;
    private static final int OUTER = 0;
    private static final int MOST_PROTOCOLS = 8;

    private final byte[] bytes;
    private final List<String> protocols = new ArrayList<>(2);
    private String serverName = "";
    private boolean ech;

    HelloExtensions(byte[] bytes) {
        this.bytes = bytes;
    }

    void take(int type, int at, int length) {
        ByteCursor content = new ByteCursor(bytes, at, length);
        switch (type) {
            case SERVER_NAME -> serverName(content);
            case ALPN -> protocols(content);
            case ENCRYPTED_CLIENT_HELLO -> ech |= length > 0 && content.octet() == OUTER;
            default -> {
                // Says nothing about where the connection goes.
            }
        }
    }

    ClientHello hello() {
        return serverName.isEmpty() && !ech && protocols.isEmpty()
                ? ClientHello.NONE
                : new ClientHello(serverName, ech, protocols);
    }

    private void serverName(ByteCursor list) {
        list.word();
        while (list.left() > 0 && serverName.isEmpty()) {
            int kind = list.octet();
            int length = list.word();
            int at = list.at();
            if (!list.skip(length) || list.overrun()) {
                return;
            }
            if (kind == HOST_NAME) {
                serverName = ServerName.of(bytes, at, length);
            }
        }
    }

    private void protocols(ByteCursor list) {
        list.word();
        while (list.left() > 0 && protocols.size() < MOST_PROTOCOLS) {
            int length = list.octet();
            int at = list.at();
            if (!list.skip(length)) {
                return;
            }
            if (isProtocol(at, length)) {
                protocols.add(new String(bytes, at, length, StandardCharsets.US_ASCII));
            }
        }
    }

    private boolean isProtocol(int at, int length) {
        if (length == 0 || (length == 2 && bytes[at] == bytes[at + 1] && (bytes[at] & 0xF) == 0xA)) {
            return false;
        }
        for (int i = at; i < at + length; i++) {
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return true;
    }
}
