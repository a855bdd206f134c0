package io.policap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One command line, run in this process.
 *
 * @param exit the exit status
 * @param out what it printed
 * @param err what it said beside that
 */
public record CommandRun(int exit, String out, String err) {
    public static CommandRun of(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
