package io.policap.cli;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import io.policap.cli.console.UnusableFile;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.source.UnusableDecisions;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What is said where a command ends with an exception: one line where its input is to blame, a stack trace else. */
final class FailedRun implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine failed, ParseResult parsed) {
        Optional<String> unusable = UnusableFile.text(failure);
        if (unusable.isPresent()) {
            failed.getErr().println("policap: " + Printable.line(unusable.get()));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (failure instanceof UnusableDecisions decisions) {
            decisions.lines().forEach(text -> failed.getErr().println(Printable.line(text)));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        if (failure instanceof LiveFailure
                || failure instanceof HubbleFailure
                || failure instanceof ClusterFailure
                || failure instanceof UnusableResumeFile) {
            failed.getErr().println("policap: " + Printable.line(Console.message(failure)));
            return ExitCode.UNREADABLE_INPUT.code();
        }
        failure.printStackTrace(failed.getErr());
        return ExitCode.INTERNAL_ERROR.code();
    }
}
