package io.policap.capture.hubble.collect;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.access.HubbleTarget;
import java.io.IOException;

/**
 * A server to read from, under the name it has in messages and in a {@link ResumePoint}.
 *
 * @param name the same in each run, also where the target changes, as the local end of a port forward does
 * @param targets asked before each connection
 */
public record NamedServer(String name, TargetSource targets) {
    /** Where a server is at the moment. */
    @FunctionalInterface
    public interface TargetSource {
        /**
         * The target.
         *
         * @throws IOException when there is none now; its message says why, and it is asked for again later
         */
        HubbleTarget target() throws IOException;
    }

    public NamedServer {
        requireNonNull(targets, "targets");
        if (name.isEmpty() || name.length() > ResumePoint.LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a server's name has 1 to " + ResumePoint.LONGEST_NAME + " characters, not " + name.length());
        }
    }

    /** A server whose name is its target's text. */
    public static NamedServer of(HubbleTarget target) {
        return new NamedServer(target.toString(), () -> target);
    }
}
