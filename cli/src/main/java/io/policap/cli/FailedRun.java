package io.policap.cli;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import io.policap.cli.console.UnusableFile;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.option.WrongUsage;
import io.policap.cli.source.UnusableDecisions;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** What is said where a command ends with an exception: one line where its input is to blame, a stack trace else. */
final class FailedRun {
    private FailedRun() {}

    /**
     * Says it, and returns the process exit status.
     *
     * @param command the command's full name
     */
    static int say(Exception failure, String command, PrintWriter err) {
        if (failure instanceof WrongUsage) {
            err.println("policap: " + Printable.line(Console.message(failure)));
            err.println("Try '" + command + " --help'.");
            return ExitCode.USAGE.code();
        }
        if (failure instanceof InvalidPathException name) {
            err.println("policap: '" + Printable.line(name.getInput()) + "' is no name of a file here ("
                    + name.getReason() + "); if it has letters beyond ASCII, set LC_ALL=C.UTF-8");
            return ExitCode.USAGE.code();
        }
        Optional<String> unusable = UnusableFile.text(failure);
        if (unusable.isPresent()) {
            err.println("policap: " + Printable.line(unusable.get()));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (failure instanceof UnusableDecisions decisions) {
            decisions.lines().forEach(text -> err.println(Printable.line(text)));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (failure instanceof LiveFailure
                || failure instanceof HubbleFailure
                || failure instanceof ClusterFailure
                || failure instanceof UnusableResumeFile) {
            err.println("policap: " + Printable.line(Console.message(failure)));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        failure.printStackTrace(err);
        return ExitCode.INTERNAL_ERROR.code();
    }
}
