package io.policap.capture.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first bytes of content, decompressed, with what several recognizers ask of them found out once. */
final class ContentHead {
    /** What the fields at the beginning of policap's own files have in common. */
    private static final String OWN = "policap";

    private final byte[] bytes;
    private final JsonHead json;
    private @Nullable String ownText;

    ContentHead(byte[] bytes) {
        this.bytes = bytes;
        this.json = new JsonHead(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    JsonHead json() {
        return json;
    }

    /** Whether a JSON object has this field of policap's own files. */
    boolean hasOwnField(String field) {
        return !ownText().isEmpty() && json.any(fields -> fields.containsKey(field));
    }

    /** Whether a JSON object has this field of policap's own files, or a line begins with it, as in YAML. */
    boolean hasOwnFieldOrLine(String field) {
        return hasOwnField(field)
                || (!ownText().isEmpty()
                        && Pattern.compile("^[\"']?" + field + "[\"']?\\s*:", Pattern.MULTILINE)
                                .matcher(ownText())
                                .find());
    }

    // Empty for most content, which is none of ours: that spares it every search for fields and lines.
    private String ownText() {
        String known = ownText;
        if (known == null) {
            String text = new String(bytes, ISO_8859_1);
            known = text.contains(OWN) ? text : "";
            ownText = known;
        }
        return known;
    }
}
