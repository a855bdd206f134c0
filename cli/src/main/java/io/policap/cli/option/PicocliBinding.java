package io.policap.cli.option;

import io.policap.cli.console.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.ParameterException;

/**
 * Where picocli puts what words say.
 *
 * @param command the command of the option or parameter
 * @param value its value
 */
record PicocliBinding(CommandSpec command, Value<?> value) implements IGetter, ISetter {

    /** Is asked with null before a line is read, and with a list again each time that it has grown. */
    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V set(@Nullable V said) {
        Object before = value.words();
        try {
            value.give(said);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), Console.message(e), e);
        }
        return (V) before;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V get() {
        return (V) value.words();
    }
}
