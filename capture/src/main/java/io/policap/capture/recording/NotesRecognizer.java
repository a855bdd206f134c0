package io.policap.capture.recording;

/** Recognises a {@code recording.yaml} by its field {@code policapRecording}. */
final class NotesRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.RECORDING_NOTES;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return head.hasOwnFieldOrLine("policapRecording");
    }
}
