package io.policap.cli;

import io.policap.cli.option.Command;
import java.util.concurrent.Callable;

/** The root command; it does nothing by itself but name the others. */
final class PolicapCommand implements Callable<Integer> {
    private final Command command =
            new Command("policap", "Learns least-privilege network policies from observed traffic.", this);

    Command command() {
        return command;
    }

    @Override
    public Integer call() {
        throw command.usage("a command is missing");
    }
}
