package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

/**
 * What reading a capture file came to.
 *
 * @param format the container
 * @param packets packets delivered
 * @param skipped records that hold no packet that can be used; each was told to the sink
 * @param whole whether the file was read to its end, and it is the end of a record
 */
public record CaptureFacts(CaptureFormat format, long packets, long skipped, boolean whole) {
    public CaptureFacts {
        requireNonNull(format, "format");
        if (packets < 0 || skipped < 0) {
            throw new IllegalArgumentException(packets + " packets, " + skipped + " skipped");
        }
    }
}
