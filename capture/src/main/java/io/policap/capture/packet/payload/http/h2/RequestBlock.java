package io.policap.capture.packet.payload.http.h2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Collects one header block of a client, and judges its form. */
final class RequestBlock implements HpackDecoder.FieldSink {
    private static final String GRPC = "application/grpc";

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> pseudo = new LinkedHashSet<>();
    private String method = "";
    private String scheme = "";
    private String path = "";
    private String authority = "";
    private String host = "";
    private boolean grpc;
    private boolean malformed;

    /** What is kept of a value: the query of a path is not, nor any value that a request's place does not need. */
    static String kept(String name, byte[] bytes, int length) {
        return switch (name) {
            case ":method", ":scheme", ":authority", "host", "content-type" -> text(bytes, length);
            case ":path" -> {
                int end = 0;
                while (end < length && bytes[end] != '?' && bytes[end] != '#') {
                    end++;
                }
                yield text(bytes, end);
            }
            default -> "";
        };
    }

    @Override
    public void field(String name, String value) {
        if (name.startsWith(":")) {
            malformed |= !names.isEmpty() || !pseudo.add(name);
            switch (name) {
                case ":method" -> method = value;
                case ":scheme" -> scheme = value;
                case ":path" -> path = value;
                case ":authority" -> authority = value;
                case ":protocol" -> {
                    // That it is there says all.
                }
                default -> malformed = true;
            }
            return;
        }
        malformed |= !isName(name) || name.equals("host") && names.contains(name);
        names.add(name);
        if (name.equals("host")) {
            host = value;
        } else if (name.equals("content-type")) {
            grpc = isGrpc(value.toLowerCase(Locale.ROOT));
        }
    }

    boolean isRequest() {
        return !malformed && !method.isEmpty();
    }

    boolean isTrailers() {
        return !malformed && pseudo.isEmpty();
    }

    RequestHeaders headers() {
        String place = authority.isEmpty() ? host : authority;
        return new RequestHeaders(
                method, scheme, path, place, pseudo.contains(":protocol"), grpc, new ArrayList<>(names));
    }

    private static boolean isGrpc(String type) {
        return type.startsWith(GRPC)
                && (type.length() == GRPC.length() || "+; ".indexOf(type.charAt(GRPC.length())) >= 0);
    }

    /** Names are in lower case on the wire (RFC 9113, 8.2.1). */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == ':' || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
