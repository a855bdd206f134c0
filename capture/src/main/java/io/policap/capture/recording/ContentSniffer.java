package io.policap.capture.recording;

import java.util.List;
import java.util.Optional;

/** Says what content is by how it begins, never by the name of its file. */
public final class ContentSniffer {
    /** Bytes looked at. */
    static final int HEAD_BYTES = 1 << 16;

    private final List<Recognizer> recognizers;

    /** A sniffer that asks in this order; the first that recognises the content decides. */
    public ContentSniffer(List<Recognizer> recognizers) {
        this.recognizers = List.copyOf(recognizers);
    }

    /** A sniffer for everything that policap reads. */
    public static ContentSniffer standard() {
        return new ContentSniffer(List.of(
                new CaptureRecognizer(),
                new BaselineRecognizer(),
                new NotesRecognizer(),
                new DecisionsRecognizer(),
                new HubbleRecognizer(),
                new KubernetesRecognizer()));
    }

    Optional<ContentKind> kind(byte[] head, int length) {
        for (Recognizer recognizer : recognizers) {
            if (recognizer.recognises(head, length)) {
                return Optional.of(recognizer.kind());
            }
        }
        return Optional.empty();
    }
}
