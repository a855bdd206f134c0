package io.policap.cli.option;

import io.policap.cli.console.Console;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.ParameterException;

/**
 * What the command line gives for an option or parameter, or what is usual where it gives nothing.
 *
 * @param <T> its type
 */
public final class Value<T> implements IGetter, ISetter {
    private final CommandSpec command;
    private final String name;
    private final @Nullable T usual;
    private final @Nullable Reading<Object, T> reading;
    private @Nullable Object raw;
    private @Nullable T value;

    /** The value of what has this name; without a reading it is what picocli makes of the words. */
    @SuppressWarnings("unchecked")
    <G> Value(CommandSpec command, String name, @Nullable T usual, @Nullable Reading<G, T> reading) {
        this.command = command;
        this.name = name;
        this.usual = usual;
        this.reading = (Reading<Object, T>) reading;
        value = usual;
    }

    /** The value of something that is required, or has a usual one. */
    public T value() {
        return Objects.requireNonNull(value, name);
    }

    /** The value of something that need not be given and has no usual one. */
    public Optional<T> given() {
        return Optional.ofNullable(value);
    }

    /** For picocli, which gives null before it begins, and a list again each time that it has grown. */
    @Override
    @SuppressWarnings("unchecked")
    public <V> V set(V given) {
        Object before = raw;
        value = given == null ? usual : read(given);
        raw = given;
        return (V) before;
    }

    /** For picocli: what it set last. */
    @Override
    @SuppressWarnings("unchecked")
    public <V> V get() {
        return (V) raw;
    }

    @SuppressWarnings("unchecked")
    private T read(Object given) {
        if (reading == null) {
            return (T) given;
        }
        try {
            return reading.read(name, given);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), Console.message(e), e);
        }
    }
}
