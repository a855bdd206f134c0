package io.policap.emit.read;

import io.policap.infer.policy.PortRef;
import java.util.Locale;

/** Reads the names of ports: IANA service names (RFC 6335) of 1 to 15 characters. */
public final class PortNames {
    private static final int MAX_LENGTH = 15;

    private PortNames() {}

    /** A name in lower case, as the Kubernetes API wants it. */
    static PortRef kubernetes(Node.Text field, String path) throws MalformedException {
        String name = field.value();
        if (!isServiceName(name) || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new MalformedException(
                    field.line(),
                    path + " is " + Excerpt.of(name) + ", not the name of a port; a number goes without quotes");
        }
        return PortRef.of(name);
    }

    /** A number or a name in any case, both written as strings, as Cilium wants them. */
    static PortRef cilium(Node field, String path) throws MalformedException {
        String text = field instanceof Node.Numeric number ? number.literal() : Fields.text(field, path);
        if (isDigits(text) && text.length() <= 5 && Integer.parseInt(text) <= 65535) {
            return PortRef.of(Integer.parseInt(text));
        }
        if (isServiceName(text)) {
            return PortRef.of(text.toLowerCase(Locale.ROOT));
        }
        throw new MalformedException(
                field.line(), path + " is " + Excerpt.of(text) + ", not a port from 0 to 65535 nor the name of a port");
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Letters, digits and single hyphens inside, with a letter at least. */
    public static boolean isServiceName(String text) {
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphabetic = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            letter |= alphabetic;
            boolean inner = i > 0 && i < text.length() - 1 && text.charAt(i - 1) != '-';
            if (!alphabetic && !(c >= '0' && c <= '9') && !(c == '-' && inner)) {
                return false;
            }
        }
        return letter && text.length() <= MAX_LENGTH;
    }
}
