package io.policap.cli;

import io.policap.cli.console.Console;
import io.policap.cli.console.ExitCode;
import io.policap.cli.console.Printable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** What is said about a command line that cannot be meant. */
final class WrongUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        CommandLine failed = failure.getCommandLine();
        failed.getErr().println("policap: " + Printable.line(Console.message(failure)));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, failed.getErr());
        failed.getErr().println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }
}
