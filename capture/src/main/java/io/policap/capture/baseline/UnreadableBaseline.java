package io.policap.capture.baseline;

import static java.util.Objects.requireNonNull;

/** That a file is no baseline, or a damaged or a newer one: the message says what, where, and what to do. */
public final class UnreadableBaseline extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    UnreadableBaseline(String place, String message) {
        super(message);
        this.place = requireNonNull(place, "place");
    }

    /** The file as the user named it, with the line where there is one. */
    public String place() {
        return place;
    }
}
