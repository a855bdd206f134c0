package io.policap.capture.recording;

import java.util.List;
import java.util.Optional;

/** Says what content is by how it begins, never by the name of its file. */
final class ContentSniffer {
    /** Bytes looked at. */
    static final int HEAD_BYTES = 1 << 16;

    private final List<Recognizer> recognizers;

    /** A sniffer that asks in this order; the first that recognises the content decides. */
    ContentSniffer(List<Recognizer> recognizers) {
        this.recognizers = List.copyOf(recognizers);
    }

    /** A sniffer for everything that policap reads. */
    static ContentSniffer standard() {
        return new ContentSniffer(List.of(
                new CaptureRecognizer(),
                new BaselineRecognizer(),
                new NotesRecognizer(),
                new RangesRecognizer(),
                new DecisionsRecognizer(),
                new HubbleRecognizer(),
                new KubernetesRecognizer()));
    }

    Optional<ContentKind> kind(byte[] first) {
        ContentHead head = new ContentHead(first);
        for (Recognizer recognizer : recognizers) {
            if (recognizer.recognises(head)) {
                return Optional.of(recognizer.kind());
            }
        }
        return Optional.empty();
    }
}
