package io.policap.capture.hubble.access;

/** Text from elsewhere made fit for one line of a message: printable characters only, and not more than a line of them. */
final class ServerText {
    private static final int MAX = 200;

    private ServerText() {}

    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX));
        for (int i = 0; i < text.length() && line.length() < MAX; i++) {
            char c = text.charAt(i);
            line.append(c >= ' ' && c < 0x7f ? c : ' ');
        }
        String clean = line.toString().strip();
        return text.length() > MAX ? clean + "..." : clean;
    }
}
