package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

/**
 * A capture file by its name and how it begins.
 *
 * @param name the path as the user gave it, its directories separated by slashes
 */
public record CaptureFile(String name, CapturePeek peek) {
    public CaptureFile {
        requireNonNull(name, "name");
        requireNonNull(peek, "peek");
    }
}
