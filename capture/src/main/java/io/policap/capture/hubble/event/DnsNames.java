package io.policap.capture.hubble.event;

import java.util.Locale;

/** DNS names in the one form they are compared in. */
final class DnsNames {
    private DnsNames() {}

    /** The name in lower case without its last dot. */
    static String plain(String name) {
        int length = name.endsWith(".") ? name.length() - 1 : name.length();
        return name.substring(0, length).toLowerCase(Locale.ROOT);
    }
}
