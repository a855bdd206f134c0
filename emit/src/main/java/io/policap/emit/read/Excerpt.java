package io.policap.emit.read;

/** A piece of untrusted text that is fit for a message: quoted, of bounded length, without control characters. */
public final class Excerpt {
    private static final int MAX_LENGTH = 80;

    private Excerpt() {}

    public static String of(String text) {
        String cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
        StringBuilder clean = new StringBuilder(cut.length() + 2).append('\'');
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return clean.append('\'').toString();
    }
}
