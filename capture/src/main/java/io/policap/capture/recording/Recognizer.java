package io.policap.capture.recording;

/** Recognises one kind of content by how it begins. */
interface Recognizer {
    /** The kind that is recognised. */
    ContentKind kind();

    /** Whether content that begins like this is of the kind. */
    boolean recognises(ContentHead head);
}
