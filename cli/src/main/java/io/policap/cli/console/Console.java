package io.policap.cli.console;

import java.io.PrintWriter;

/** What a run says beside its result: progress, warnings, errors, all on standard error. */
public final class Console {
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean terminal;
    private boolean lineOpen;

    /**
     * A console.
     *
     * @param quiet whether to say errors only
     * @param terminal whether progress may be drawn, one line over itself
     */
    Console(PrintWriter err, boolean quiet, boolean terminal) {
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** The console of a process: progress on a terminal only, none in CI. */
    public static Console of(PrintWriter err, boolean quiet) {
        boolean terminal = System.console() != null
                && System.getenv("CI") == null
                && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        return new Console(err, quiet, terminal);
    }

    /** Whether somebody sees progress as it is drawn. */
    public boolean isTerminal() {
        return terminal && !quiet;
    }

    public synchronized void progress(String text) {
        if (terminal && !quiet) {
            err.print("\r\u001b[K" + Printable.line(text));
            err.flush();
            lineOpen = true;
        }
    }

    public synchronized void say(String text) {
        if (!quiet) {
            error(text);
        }
    }

    public synchronized void error(String text) {
        clearProgress();
        err.println(Printable.line(text));
        err.flush();
    }

    public synchronized void clearProgress() {
        if (lineOpen) {
            err.print("\r\u001b[K");
            err.flush();
            lineOpen = false;
        }
    }

    /** The message of a failure, or its kind where it has none. */
    public static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
