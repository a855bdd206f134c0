package io.policap.capture.hubble.access;

/** The syntax of what may stand as the host of an address: a DNS name, an IPv4 address, or an IPv6 one in brackets. */
final class HostNames {
    private static final int MAX_NAME = 253;

    private HostNames() {}

    /**
     * Checks a host.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    static void check(String host, boolean inBrackets, String whole) {
        boolean right = host.length() <= MAX_NAME;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            right &= inBrackets ? isAddress6(c) : isName(c);
        }
        if (!right || (inBrackets && host.indexOf(':') < 0)) {
            throw new IllegalArgumentException(
                    printable(whole) + ": the host is neither a DNS name nor an IP address (IPv6 in brackets)");
        }
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-'
                || c == '_';
    }

    private static boolean isAddress6(char c) {
        boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        return digit || c == ':' || c == '.';
    }

    private static String printable(String text) {
        return ServerText.oneLine(text);
    }
}
