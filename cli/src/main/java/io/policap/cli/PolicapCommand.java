package io.policap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command; it does nothing by itself but name the others. */
@Command(
        name = "policap",
        description = "Learns least-privilege network policies from observed traffic.",
        mixinStandardHelpOptions = true,
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
