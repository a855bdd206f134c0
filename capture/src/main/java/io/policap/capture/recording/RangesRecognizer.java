package io.policap.capture.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Recognises a file of known ranges by its field {@code policapRanges}. */
final class RangesRecognizer implements Recognizer {
    private static final Pattern YAML = Pattern.compile("^[\"']?policapRanges[\"']?\\s*:", Pattern.MULTILINE);

    @Override
    public ContentKind kind() {
        return ContentKind.KNOWN_RANGES;
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return JsonHead.any(head, length, fields -> fields.containsKey("policapRanges"))
                || YAML.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
