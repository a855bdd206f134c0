package io.policap.cli.option;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** A command as the command line knows it: its name, what its help says, and its options and parameters. */
public final class Command {
    static {
        // No option is of a type whose converter picocli finds by reflection, and no command is a Groovy closure, for
        // whose class it would search the jar: both would delay every start.
        System.setProperty("picocli.converters.excludes", ".*");
        System.setProperty("picocli.disable.closures", "true");
    }

    private final CommandSpec spec;

    /**
     * A command without options.
     *
     * @param work what the command does once its options have their values; the result is the process exit status
     */
    public Command(String name, String description, Callable<Integer> work) {
        // Variables (${...}) in names and texts would be looked for in each of them, at each start.
        spec = CommandSpec.wrapWithoutInspection(work).name(name).interpolateVariables(false);
        spec.usageMessage().description(description);
    }

    /** Lists exit codes in the help, each as {@code 0:done}. */
    public Command exitCodes(String... codes) {
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(UsageMessageSpec.keyValuesMap(codes));
        return this;
    }

    /** Keeps the order of the options in the help, which are sorted by name else. */
    public Command inOrder() {
        spec.usageMessage().sortOptions(false);
        return this;
    }

    /** Begins an option; whatever gives it a type ends it and adds it to the command. */
    public Declaration option(String... names) {
        return new Declaration(spec, names);
    }

    /**
     * Begins a parameter, which has a place instead of a name.
     *
     * @param place its index after the command, {@code 0}, or several, {@code 0..*}
     * @param number how many words it takes, {@code 1}, or {@code 0..*} for any number
     */
    public Declaration parameter(String place, String number) {
        return new Declaration(spec, place, number);
    }

    /** The same with {@code --help} and {@code --version}, as the last options. */
    public Command withStandardOptions() {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        return this;
    }

    /** The same for picocli. */
    public CommandSpec spec() {
        return spec;
    }

    /** What to throw where the values of options cannot be meant; the message is all that is said. */
    public ParameterException usage(String message) {
        return new ParameterException(line(), message);
    }

    /** The same with a cause. */
    public ParameterException usage(String message, Throwable cause) {
        return new ParameterException(line(), message, cause);
    }

    /** Standard output of the run. */
    public PrintWriter out() {
        return line().getOut();
    }

    /** Standard error of the run. */
    public PrintWriter err() {
        return line().getErr();
    }

    private CommandLine line() {
        return spec.commandLine();
    }
}
