package io.policap.capture.recording;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One source whose content is known by kind and can be read as a stream. */
public final class RecognizedFile {
    /** Opens the bytes as they lie there. */
    interface Opener {
        InputStream open() throws IOException;

        /** Whether it can be opened again after it was read. */
        default boolean isRepeatable() {
            return true;
        }
    }

    private final String name;
    private final ContentKind kind;
    private final Opener opener;
    private final @Nullable Path plain;

    /**
     * A file that was recognised.
     *
     * @param plain the regular file, null where it is none or is compressed
     */
    RecognizedFile(String name, ContentKind kind, Opener opener, @Nullable Path plain) {
        this.name = requireNonNull(name, "name");
        this.kind = requireNonNull(kind, "kind");
        this.opener = requireNonNull(opener, "opener");
        this.plain = plain;
    }

    /** The path as the user gave it, never made absolute, control characters replaced; {@code -} for standard input. */
    public String name() {
        return name;
    }

    public ContentKind kind() {
        return kind;
    }

    /** The file itself where it can be read at any position: a regular file without compression. */
    public Optional<Path> plainPath() {
        return Optional.ofNullable(plain);
    }

    /** Whether it can be opened any number of times; standard input and pipes cannot. */
    public boolean isRepeatable() {
        return opener.isRepeatable();
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
