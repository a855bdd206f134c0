package io.policap.capture.recording;

/** Recognises baselines by the two fields they begin with. */
final class BaselineRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.BASELINE;
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return JsonHead.any(
                head, length, fields -> fields.containsKey("formatVersion") && fields.containsKey("policapBaseline"));
    }
}
