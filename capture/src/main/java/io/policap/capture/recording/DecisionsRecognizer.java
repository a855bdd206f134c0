package io.policap.capture.recording;

/** Recognises files of decisions by their field {@code policapDecisions}. */
final class DecisionsRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.DECISIONS;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return head.hasOwnFieldOrLine("policapDecisions");
    }
}
