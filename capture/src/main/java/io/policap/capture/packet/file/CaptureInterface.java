package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

/**
 * An interface as a capture file declares it; pcap files have exactly one.
 *
 * @param linkType the link type of its frames (LINKTYPE_ values of the pcap specifications)
 * @param snapLength bytes of a frame that were kept at most, 0 for no limit told
 * @param name its name, such as {@code eth0}, empty where not told
 * @param filter the filter of the capture, empty where none is told
 */
public record CaptureInterface(int linkType, int snapLength, String name, String filter) {
    public CaptureInterface {
        requireNonNull(name, "name");
        requireNonNull(filter, "filter");
    }
}
