package io.policap.emit.tree;

import io.policap.emit.Sha256;
import java.util.HexFormat;

/**
 * Text with an owner mark: a first line with the hash of all that follows, so that an edit is seen.
 *
 * <p>The mark is a YAML comment: {@code # policap: content sha256:...}.
 */
public final class OwnedText {
    private static final String MARK = "# policap: content sha256:";

    /** What a file's text says about who wrote it. */
    public enum Owner {
        /** We wrote it and nobody changed it since. */
        OURS,
        /** We wrote it and somebody changed it. */
        EDITED,
        /** Somebody else wrote it. */
        FOREIGN
    }

    private OwnedText() {}

    /** The text with the mark in front. */
    static String mark(String text) {
        return MARK + hash(text) + "\n" + text;
    }

    /** Who wrote a file of this text. */
    public static Owner ownerOf(String text) {
        if (!text.startsWith(MARK)) {
            return Owner.FOREIGN;
        }
        int end = text.indexOf('\n');
        String claimed = end < 0 ? "" : text.substring(MARK.length(), end);
        return end >= 0 && claimed.equals(hash(text.substring(end + 1))) ? Owner.OURS : Owner.EDITED;
    }

    /** The text without the mark, whether or not the mark still fits. */
    public static String body(String text) {
        int end = text.indexOf('\n');
        return text.startsWith(MARK) && end >= 0 ? text.substring(end + 1) : text;
    }

    /** The SHA-256 of a text in hexadecimal. */
    static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
