package io.policap.capture.recording;

/** Recognises baselines by the two fields they begin with. */
final class BaselineRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.BASELINE;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return head.hasOwnField("policapBaseline")
                && head.json()
                        .any(fields -> fields.containsKey("formatVersion") && fields.containsKey("policapBaseline"));
    }
}
