package io.policap.infer.label;

/** The syntax of names and labels in the Kubernetes API (RFC 1123, apimachinery's validation). */
public final class ObjectNames {
    private static final int MAX_SUBDOMAIN = 253;
    private static final int MAX_LABEL = 63;

    private ObjectNames() {}

    /** Whether it is a DNS subdomain (RFC 1123): what objects may be called. */
    public static boolean isSubdomain(String text) {
        if (text.isEmpty() || text.length() > MAX_SUBDOMAIN) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            // A part begins and ends with a letter or digit.
            if (!alphanumeric && !(c == '-' && before != '.') && !(c == '.' && before != '.' && before != '-')) {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-';
    }

    /** Whether it is a DNS label (RFC 1123): what namespaces may be called. */
    public static boolean isNamespace(String text) {
        return text.length() <= MAX_LABEL && text.indexOf('.') < 0 && isSubdomain(text);
    }

    /** Whether it is the key of a label: a name of up to 63 characters, with or without a subdomain before a slash. */
    public static boolean isLabelKey(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return !text.isEmpty() && isLabelValue(text);
        }
        String name = text.substring(slash + 1);
        return isSubdomain(text.substring(0, slash)) && !name.isEmpty() && isLabelValue(name);
    }

    /** Whether it is the value of a label: empty, or up to 63 letters, digits, -, _ and . with no mark at the ends. */
    public static boolean isLabelValue(String text) {
        if (text.length() > MAX_LABEL) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inner = i > 0 && i < text.length() - 1;
            if (!alphanumeric && !(inner && (c == '-' || c == '_' || c == '.'))) {
                return false;
            }
        }
        return true;
    }
}
