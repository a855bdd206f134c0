package io.policap.capture.recording;

/** What a file holds. */
public enum ContentKind {
    /** Hubble's events as JSON. */
    HUBBLE_FLOWS("Hubble flows"),
    /** Kubernetes objects or watch events, as JSON or YAML: the inventory and policies. */
    KUBERNETES_OBJECTS("Kubernetes objects"),
    /** A baseline that policap wrote. */
    BASELINE("a policap baseline"),
    /** A packet capture: pcap, pcapng or snoop. */
    CAPTURE("a packet capture"),
    /** What the recorder noted about the other files of a recording. */
    RECORDING_NOTES("notes on a recording"),
    /** What people decided beyond what was seen. */
    DECISIONS("decisions");

    private final String text;

    ContentKind(String text) {
        this.text = text;
    }

    /** The kind in words, for messages. */
    public String text() {
        return text;
    }
}
