package io.policap.infer.http;

import java.util.Locale;

/** Why the requests of a connection class are not all known by their paths. */
public enum PathGap {
    /** Hubble had redacted a path. */
    REDACTED("Hubble redacts paths"),
    /** A request had no path, or one that is none. */
    UNKNOWN("the path of a request is not known, as where Hubble redacts it"),
    /** More different paths than are told apart. */
    TOO_MANY("more different paths than are told apart"),
    /** No memory was left. */
    NO_ROOM("the paths did not fit into the memory that there is for them");

    private final String reason;

    PathGap(String reason) {
        this.reason = reason;
    }

    /** The reason in words. */
    public String reason() {
        return reason;
    }

    /** The gap as it is written: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
