package io.policap.capture.packet.payload.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header fields of one HTTP/1 message: their names, and what is needed to find the next message. Other values are
 * never copied.
 */
final class MessageFields {
    private static final int LONGEST_LENGTH = 18;

    /** The value of Content-Length, -1 without one. */
    long contentLength = -1;

    boolean chunked;
    boolean upgrade;
    boolean close;
    boolean keepAlive;
    boolean expect;
    String host = "";

    private final Set<String> names = new LinkedHashSet<>();
    private boolean encoded;

    private MessageFields() {}

    /**
     * Reads the fields between a head's first line and its end; empty where one is malformed, folded or twice there, so
     * that two readers could find different ends of the message (RFC 9112, 6.3).
     */
    static Optional<MessageFields> of(byte[] bytes, int from, int to) {
        MessageFields fields = new MessageFields();
        int at = from;
        while (at < to - 2) {
            int end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            if (!fields.line(bytes, at, end)) {
                return Optional.empty();
            }
            at = end + 2;
        }
        boolean twoLengths = fields.encoded && fields.contentLength >= 0;
        return twoLengths ? Optional.empty() : Optional.of(fields);
    }

    List<String> names() {
        return new ArrayList<>(names);
    }

    /** Whether the message has a Transfer-Encoding, which then ends with {@code chunked}. */
    boolean encoded() {
        return encoded;
    }

    private boolean line(byte[] bytes, int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (colon == to || !Tokens.isToken(bytes, from, colon)) {
            return false;
        }
        int start = colon + 1;
        int end = to;
        for (int i = start; i < end; i++) {
            if (!Tokens.isValue(bytes[i])) {
                return false;
            }
        }
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        String name = Tokens.lower(bytes, from, colon);
        boolean first = names.add(name);
        return switch (name) {
            case "content-length" -> first && length(bytes, start, end);
            case "transfer-encoding" -> first && encoding(Tokens.lower(bytes, start, end));
            case "host" -> first && host(Tokens.text(bytes, start, end));
            case "connection" -> connection(Tokens.lower(bytes, start, end));
            case "upgrade" -> upgrade = true;
            case "expect" -> expect = true;
            default -> true;
        };
    }

    private boolean length(byte[] bytes, int from, int to) {
        if (from == to || to - from > LONGEST_LENGTH) {
            return false;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            value = 10 * value + bytes[i] - '0';
        }
        contentLength = value;
        return true;
    }

    private boolean encoding(String value) {
        encoded = true;
        String[] codings = value.split(",", -1);
        for (int i = 0; i < codings.length; i++) {
            String coding = codings[i].strip();
            boolean last = i == codings.length - 1;
            boolean token = !coding.isEmpty() && coding.chars().allMatch(Tokens::isToken);
            if (!token || coding.equals("chunked") != last) {
                return false;
            }
        }
        chunked = true;
        return true;
    }

    private boolean host(String value) {
        Optional<String> named = value.indexOf('@') >= 0 ? Optional.empty() : RequestTarget.host(value);
        named.ifPresent(text -> host = text.toLowerCase(Locale.ROOT));
        return named.isPresent();
    }

    private boolean connection(String value) {
        for (String option : value.split(",", -1)) {
            switch (option.strip()) {
                case "close" -> close = true;
                case "keep-alive" -> keepAlive = true;
                case "upgrade" -> upgrade = true;
                default -> {
                    // Names of other fields, which change nothing here.
                }
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
