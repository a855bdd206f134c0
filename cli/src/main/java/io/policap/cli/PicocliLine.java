package io.policap.cli;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import io.policap.cli.option.Command;
import io.policap.cli.option.PicocliModel;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that picocli reads: one that asks for help, has a mistake, or is otherwise not plain. */
final class PicocliLine implements IParameterExceptionHandler, IExecutionExceptionHandler, IVersionProvider {
    private final PrintWriter out;
    private final PrintWriter err;

    PicocliLine(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the one of the commands that is asked for, and returns the process exit status. */
    int run(List<Command> commands, String[] args) {
        Command root = new PolicapCommand().command();
        CommandLine line = new CommandLine(PicocliModel.of(root).versionProvider(this));
        for (Command command : commands) {
            line.addSubcommand(PicocliModel.of(command));
        }
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(this);
        line.setExecutionExceptionHandler(this);
        return line.execute(args);
    }

    /** What is said about a command line that is not understood. */
    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        CommandSpec failed = failure.getCommandLine().getCommandSpec();
        err.println("policap: " + Printable.line(Console.message(failure)));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + failed.qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine failed, ParseResult parsed) {
        return FailedRun.say(failure, failed.getCommandSpec().qualifiedName(), err);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"policap " + Version.current()};
    }
}
