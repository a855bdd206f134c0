package io.policap.capture.hubble.collect;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.access.HubbleTarget;

/**
 * A server to read from, under the name it has in messages and in a {@link ResumePoint}.
 *
 * @param name the same in each run, also where the target changes, as the local end of a port forward does
 */
public record NamedServer(String name, HubbleTarget target) {
    public NamedServer {
        requireNonNull(target, "target");
        if (name.isEmpty() || name.length() > ResumePoint.LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a server's name has 1 to " + ResumePoint.LONGEST_NAME + " characters, not " + name.length());
        }
    }

    /** A server whose name is its target's text. */
    public static NamedServer of(HubbleTarget target) {
        return new NamedServer(target.toString(), target);
    }
}
