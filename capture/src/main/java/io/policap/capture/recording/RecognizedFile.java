package io.policap.capture.recording;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;

/** One source whose content is known by kind and can be read as a stream. */
public final class RecognizedFile {
    /** Opens the bytes as they lie there. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final ContentKind kind;
    private final Opener opener;

    RecognizedFile(String name, ContentKind kind, Opener opener) {
        this.name = requireNonNull(name, "name");
        this.kind = requireNonNull(kind, "kind");
        this.opener = requireNonNull(opener, "opener");
    }

    /** The path as the user gave it, never made absolute, control characters replaced; {@code -} for standard input. */
    public String name() {
        return name;
    }

    public ContentKind kind() {
        return kind;
    }

    /**
     * Opens the content without its compression; standard input and pipes once only.
     *
     * <p>Where the content turns out to be cut or damaged, the stream ends early and an issue says where.
     *
     * @param issues where that is told; used by the thread that reads
     * @throws IOException when the file cannot be opened (any more)
     */
    public InputStream open(Issues issues) throws IOException {
        return new ContentStream(opener.open(), name, issues);
    }

    @Override
    public String toString() {
        return name + " (" + kind.text() + ")";
    }
}
