package io.policap.cli.option;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** A command: its name, what its help says, its options and parameters, and what it does. */
public final class Command {
    private final String name;
    private final String description;
    private final Callable<Integer> work;
    private final List<Value<?>> values = new ArrayList<>();
    private List<String> exitCodes = List.of();
    private boolean sorted = true;
    private PrintWriter out = new PrintWriter(Writer.nullWriter());
    private PrintWriter err = out;

    /**
     * A command without options.
     *
     * @param work what it does once its options have their values; the result is the process exit status
     */
    public Command(String name, String description, Callable<Integer> work) {
        this.name = name;
        this.description = description;
        this.work = work;
    }

    /** The same with exit codes in its help, each as {@code 0:done}. */
    public Command exitCodes(String... codes) {
        exitCodes = List.of(codes);
        return this;
    }

    /** The same with its options in the order of their declaration in the help, instead of sorted by name. */
    public Command inOrder() {
        sorted = false;
        return this;
    }

    /** Begins an option; whatever gives it a type ends it and adds it to the command. */
    public Declaration option(String... names) {
        return new Declaration(this, names);
    }

    /**
     * Begins a parameter, which has a place instead of a name.
     *
     * @param place its index after the command, {@code 0}, or several, {@code 0..*}
     * @param number how many words it takes, {@code 1}, or {@code 0..*} for any number
     */
    public Declaration parameter(String place, String number) {
        return new Declaration(this, place, number);
    }

    void add(Value<?> value) {
        values.add(value);
    }

    /** Says where the command prints to; nothing is printed before. */
    public Command printingTo(PrintWriter output, PrintWriter errors) {
        out = output;
        err = errors;
        return this;
    }

    /** Does what the command does, with the values that its options have. */
    public int run() throws Exception {
        return work.call();
    }

    /** What it is called on a command line. */
    public String name() {
        return name;
    }

    String description() {
        return description;
    }

    Callable<Integer> work() {
        return work;
    }

    List<String> exitCodes() {
        return exitCodes;
    }

    boolean isSorted() {
        return sorted;
    }

    /** Its options and parameters in the order of their declaration. */
    List<Value<?>> values() {
        return Collections.unmodifiableList(values);
    }

    /** What to throw where the values of options cannot be meant. */
    public WrongUsage usage(String message) {
        return new WrongUsage(message);
    }

    /** The same with a cause. */
    public WrongUsage usage(String message, Throwable cause) {
        return new WrongUsage(message, cause);
    }

    /** Standard output of the run. */
    public PrintWriter out() {
        return out;
    }

    /** Standard error of the run. */
    public PrintWriter err() {
        return err;
    }
}
