package io.policap.capture.packet.vantage;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.Vantage;
import java.time.Instant;
import java.util.Optional;

/**
 * What the recorder noted about captures of a name.
 *
 * @param place {@code file:line} of the note
 * @param file which captures are meant
 * @param interfaceName the one interface of them that is meant, empty for all
 * @param vantage from where they were taken, empty where it is to be derived
 * @param from when capturing began, {@link Instant#MIN} where not told
 * @param to when capturing ended, {@link Instant#MAX} where not told
 */
public record CaptureNote(
        String place, FileNames file, String interfaceName, Optional<Vantage> vantage, Instant from, Instant to) {
    public CaptureNote {
        requireNonNull(place, "place");
        requireNonNull(file, "file");
        requireNonNull(interfaceName, "interfaceName");
        requireNonNull(vantage, "vantage");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + " is before " + from);
        }
    }

    /** When capturing began, where the first packet was at this time. */
    public Instant from(Instant firstPacket) {
        return from.equals(Instant.MIN) ? firstPacket : from;
    }

    /** When capturing ended, where the last packet was at this time. */
    public Instant to(Instant lastPacket) {
        return to.equals(Instant.MAX) ? lastPacket : to;
    }

    boolean isFor(String fileName, String name) {
        return file.matches(fileName) && (interfaceName.isEmpty() || interfaceName.equals(name));
    }
}
