package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.cli.option.Command;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The entry point of the runnable jar, and the only place that ends the process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /** Runs one command line against the given streams and returns the process exit status. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new PolicapCommand().command().spec());
        for (Command command : Subcommands.of(args)) {
            line.addSubcommand(command.spec());
        }
        line.setOut(out);
        line.setErr(err);
        // Classes, not lambdas: those of a library as old as picocli keep its interfaces out of the archive of classes.
        line.setParameterExceptionHandler(new WrongUsage());
        line.setExecutionExceptionHandler(new FailedRun());
        return line.execute(args);
    }
}
