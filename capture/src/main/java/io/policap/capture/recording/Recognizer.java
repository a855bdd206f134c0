package io.policap.capture.recording;

/** Recognises one kind of content by how it begins. */
public interface Recognizer {
    /** The kind that is recognised. */
    ContentKind kind();

    /**
     * Whether content that begins with these bytes is of the kind.
     *
     * @param head the first bytes, decompressed; only the first {@code length} count
     */
    boolean recognises(byte[] head, int length);
}
