package io.policap.capture.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Recognises files of decisions by their field {@code policapDecisions}. */
final class DecisionsRecognizer implements Recognizer {
    private static final Pattern YAML = Pattern.compile("^[\"']?policapDecisions[\"']?\\s*:", Pattern.MULTILINE);

    @Override
    public ContentKind kind() {
        return ContentKind.DECISIONS;
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return JsonHead.any(head, length, fields -> fields.containsKey("policapDecisions"))
                || YAML.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
