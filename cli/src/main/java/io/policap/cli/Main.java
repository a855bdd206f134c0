package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.cli.option.Command;
import io.policap.cli.option.PlainLine;
import java.io.PrintWriter;
import java.util.List;

/** The entry point of the runnable jar, and the only place that ends the process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /** Runs one command line against the given streams and returns the process exit status. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        List<Command> commands = Subcommands.of(args);
        for (Command command : commands) {
            command.printingTo(out, err);
        }
        Command first = commands.get(0);
        if (commands.size() > 1 || !PlainLine.read(first, args)) {
            return new PicocliLine(out, err).run(commands, args);
        }
        try {
            return first.run();
        } catch (Exception e) {
            return FailedRun.say(e, "policap " + first.name(), err);
        }
    }
}
