package io.policap.infer.name;

import java.util.Locale;

/** A DNS name as Cilium's rules can say it. */
public final class DnsName {
    /** Cilium's CRD, maxLength of {@code matchName}. */
    static final int LONGEST = 255;

    private DnsName() {}

    /** The name in lower case without its last dot. */
    public static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Whether a normal name has the form that Cilium's CRD asks of {@code matchName}: labels of letters, digits, hyphens
     * and underscores with one dot between them.
     */
    public static boolean isExpressible(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        boolean label = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (!label) {
                    return false;
                }
                label = false;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                label = true;
            } else {
                return false;
            }
        }
        return label;
    }

    /** Whether the text is an address, by which no server is named. */
    static boolean isAddress(String text) {
        if (text.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
