package io.policap.cli;

import io.policap.cli.command.CanCommand;
import io.policap.cli.command.CaptureCommand;
import io.policap.cli.command.ExplainCommand;
import io.policap.cli.command.LearnCommand;
import io.policap.cli.command.LintCommand;
import io.policap.cli.command.ObserveCommand;
import io.policap.cli.command.PromoteCommand;
import io.policap.cli.command.VerifyCommand;
import java.util.List;

/** The commands after {@code policap}: reading the options of one that is not asked for takes a third of its start. */
final class Subcommands {
    private static final List<Class<?>> ALL = List.of(
            LearnCommand.class,
            ObserveCommand.class,
            VerifyCommand.class,
            CanCommand.class,
            LintCommand.class,
            PromoteCommand.class,
            ExplainCommand.class,
            CaptureCommand.class);

    private Subcommands() {}

    /** The one that is asked for; all of them where none is, as for help and suggestions. */
    static List<Class<?>> of(String[] args) {
        switch (args.length == 0 ? "" : args[0]) {
            case "learn":
                return List.of(LearnCommand.class);
            case "observe":
                return List.of(ObserveCommand.class);
            case "verify":
                return List.of(VerifyCommand.class);
            case "can":
                return List.of(CanCommand.class);
            case "lint":
                return List.of(LintCommand.class);
            case "promote":
                return List.of(PromoteCommand.class);
            case "explain":
                return List.of(ExplainCommand.class);
            case "capture":
                return List.of(CaptureCommand.class);
            default:
                return ALL;
        }
    }
}
