package io.policap.capture.recording;

/** Recognises a file of known ranges by its field {@code policapRanges}. */
final class RangesRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.KNOWN_RANGES;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return head.hasOwnFieldOrLine("policapRanges");
    }
}
