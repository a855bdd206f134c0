package io.policap.capture.kubernetes;

/** Ports that the API writes as a number or a name (IntOrString). */
final class PortText {
    private PortText() {}

    /** The port, 1 to 65535, or 0 where the text is a name or no port. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 5 || !isDigits(text)) {
            return 0;
        }
        int number = Integer.parseInt(text);
        return number <= 65535 ? number : 0;
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
