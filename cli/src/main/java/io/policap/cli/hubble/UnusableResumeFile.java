package io.policap.cli.hubble;

import java.nio.file.Path;

/** A file beside the baseline that should say how far live servers were read, and does not; the message says what to do. */
public final class UnusableResumeFile extends Exception {
    private static final long serialVersionUID = 1;

    UnusableResumeFile(Path file, String problem) {
        super(text(file, problem));
    }

    UnusableResumeFile(Path file, String problem, Throwable cause) {
        super(text(file, problem), cause);
    }

    private static String text(Path file, String problem) {
        return file + ": " + problem
                + "; to begin anew write to another place with -o, or remove it and name the baseline beside it as a source";
    }
}
