package io.policap.cli;

import io.policap.cli.command.CanCommand;
import io.policap.cli.command.CaptureCommand;
import io.policap.cli.command.ExplainCommand;
import io.policap.cli.command.LearnCommand;
import io.policap.cli.command.ObserveCommand;
import io.policap.cli.command.PromoteCommand;
import io.policap.cli.command.VerifyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command; it does nothing by itself but name the others. */
@Command(
        name = "policap",
        description = "Learns least-privilege network policies from observed traffic.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LearnCommand.class,
            ObserveCommand.class,
            VerifyCommand.class,
            CanCommand.class,
            PromoteCommand.class,
            ExplainCommand.class,
            CaptureCommand.class
        },
        versionProvider = Version.class)
public final class PolicapCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
