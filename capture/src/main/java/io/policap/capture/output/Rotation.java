package io.policap.capture.output;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a recording goes on in a new file, and how many stay.
 *
 * @param bytes after how many bytes on the disk, 0 for never
 * @param time after how long, zero for never
 * @param keep complete files that stay, the oldest go first; 0 for all
 */
public record Rotation(long bytes, Duration time, int keep) {
    /** One file, however long. */
    public static final Rotation NONE = new Rotation(0, Duration.ZERO, 0);

    public Rotation {
        requireNonNull(time, "time");
        if (bytes < 0 || time.isNegative() || keep < 0) {
            throw new IllegalArgumentException("negative: " + bytes + ", " + time + ", " + keep);
        }
        if (keep > 0 && bytes == 0 && time.isZero()) {
            throw new IllegalArgumentException("keep " + keep + " of a recording that is not rotated");
        }
    }

    boolean rotates() {
        return bytes > 0 || !time.isZero();
    }

    boolean isDue(long written, long nanoseconds) {
        return (bytes > 0 && written >= bytes) || (!time.isZero() && nanoseconds >= time.toNanos());
    }
}
