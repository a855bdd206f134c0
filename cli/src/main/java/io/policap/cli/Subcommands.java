package io.policap.cli;

import io.policap.cli.command.CanCommand;
import io.policap.cli.command.CaptureCommand;
import io.policap.cli.command.ExplainCommand;
import io.policap.cli.command.LearnCommand;
import io.policap.cli.command.LintCommand;
import io.policap.cli.command.ObserveCommand;
import io.policap.cli.command.PromoteCommand;
import io.policap.cli.command.VerifyCommand;
import io.policap.cli.option.Command;
import java.util.ArrayList;
import java.util.List;

/** The commands after {@code policap}: declaring the options of those that are not asked for would delay every start. */
final class Subcommands {
    private static final List<String> NAMES =
            List.of("learn", "observe", "verify", "can", "lint", "promote", "explain", "capture");

    private Subcommands() {}

    /** The one that is asked for; all of them where none is, as for help and suggestions. */
    static List<Command> of(String[] args) {
        if (args.length > 0 && NAMES.contains(args[0])) {
            return List.of(command(args[0]));
        }
        List<Command> all = new ArrayList<>();
        for (String name : NAMES) {
            all.add(command(name));
        }
        return all;
    }

    private static Command command(String name) {
        return switch (name) {
            case "learn" -> new LearnCommand().command();
            case "observe" -> new ObserveCommand().command();
            case "verify" -> new VerifyCommand().command();
            case "can" -> new CanCommand().command();
            case "lint" -> new LintCommand().command();
            case "promote" -> new PromoteCommand().command();
            case "explain" -> new ExplainCommand().command();
            case "capture" -> new CaptureCommand().command();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
