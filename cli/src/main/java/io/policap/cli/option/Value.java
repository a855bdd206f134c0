package io.policap.cli.option;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line gives for an option or parameter, or what is usual where it gives nothing.
 *
 * @param <T> its type
 */
public final class Value<T> {
    private final Form form;
    private final @Nullable T usual;
    private final @Nullable Reading<Object, T> reading;
    private @Nullable Object words;
    private @Nullable T value;

    /** A value that was not given; without a reading it will be what the words say. */
    @SuppressWarnings("unchecked")
    <G> Value(Form form, @Nullable T usual, @Nullable Reading<G, T> reading) {
        this.form = form;
        this.usual = usual;
        this.reading = (Reading<Object, T>) reading;
        value = usual;
    }

    /** The value of something that is required, or has a usual one. */
    public T value() {
        return Objects.requireNonNull(value, form.name());
    }

    /** The value of something that need not be given and has no usual one. */
    public Optional<T> given() {
        return Optional.ofNullable(value);
    }

    Form form() {
        return form;
    }

    /** What the words say, a list of it where it may be given several times; null where nothing was given. */
    @Nullable
    Object words() {
        return words;
    }

    /**
     * Gives it what the words say, in place of what they said before; null takes that away.
     *
     * @throws IllegalArgumentException when it means nothing; the message is all that is said
     */
    @SuppressWarnings("unchecked")
    void give(@Nullable Object said) {
        if (said == null) {
            value = usual;
        } else if (reading == null) {
            value = (T) said;
        } else {
            value = reading.read(form.name(), said);
        }
        words = said;
    }
}
