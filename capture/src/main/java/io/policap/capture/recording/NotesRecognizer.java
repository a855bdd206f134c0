package io.policap.capture.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Recognises a {@code recording.yaml} by its field {@code policapRecording}. */
final class NotesRecognizer implements Recognizer {
    private static final Pattern YAML = Pattern.compile("^[\"']?policapRecording[\"']?\\s*:", Pattern.MULTILINE);

    @Override
    public ContentKind kind() {
        return ContentKind.RECORDING_NOTES;
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return JsonHead.any(head, length, fields -> fields.containsKey("policapRecording"))
                || YAML.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
