package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.hubble.access.HubbleFailure;
import io.policap.capture.kubernetes.live.ClusterFailure;
import io.policap.capture.live.LiveFailure;
import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import io.policap.cli.console.UnusableFile;
import io.policap.cli.hubble.UnusableResumeFile;
import io.policap.cli.source.UnusableDecisions;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** The entry point of the runnable jar, and the only place that ends the process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /** Runs one command line against the given streams and returns the process exit status. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new PolicapCommand());
        for (Class<?> command : Subcommands.of(args)) {
            line.addSubcommand(command);
        }
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((failure, words) -> {
            CommandLine failed = failure.getCommandLine();
            failed.getErr().println("policap: " + Printable.line(Console.message(failure)));
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, failed.getErr());
            failed.getErr().println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE.code();
        });
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
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
        });
        return line.execute(args);
    }
}
