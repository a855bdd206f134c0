package io.policap.capture.packet.file;

/** The container that packets lie in. */
public enum CaptureFormat {
    PCAP("pcap"),
    /** pcap with the longer record header of a patched libpcap of 1999 (Kuznetzov). */
    MODIFIED_PCAP("modified pcap"),
    PCAPNG("pcapng"),
    SNOOP("snoop"),
    UNKNOWN("unknown");

    private final String text;

    CaptureFormat(String text) {
        this.text = text;
    }

    /** The format as messages name it. */
    public String text() {
        return text;
    }
}
