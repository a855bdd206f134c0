package io.policap.cli.option;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An option or parameter that is being declared; the methods that return its {@link Value} end that. */
public final class Declaration {
    private final Command command;
    private final List<String> names;
    private final String place;
    private final String number;
    private String label = "";
    private String description = "";
    private boolean commaSeparated;
    private boolean required;

    Declaration(Command command, String... names) {
        this(command, List.of(names), "", "");
    }

    Declaration(Command command, String place, String number) {
        this(command, List.of(), place, number);
        required = !number.startsWith("0");
    }

    private Declaration(Command command, List<String> names, String place, String number) {
        this.command = command;
        this.names = names;
        this.place = place;
        this.number = number;
    }

    /** What stands for the value in the help. */
    public Declaration label(String text) {
        label = text;
        return this;
    }

    /** What the help says of it. */
    public Declaration description(String text) {
        description = text;
        return this;
    }

    /** Refuses command lines without it. */
    public Declaration required() {
        required = true;
        return this;
    }

    /** Takes several values from one word, with commas between them. */
    public Declaration commaSeparated() {
        commaSeparated = true;
        return this;
    }

    /** An option without a value: whether it was given. */
    public Value<Boolean> flag() {
        return one(boolean.class, false);
    }

    /** A text. */
    public Value<String> text() {
        return one(String.class, null);
    }

    /** A text, and the usual one. */
    public Value<String> text(String usual) {
        return one(String.class, usual);
    }

    /** A text that means something else. */
    public <T> Value<T> text(Reading<String, T> reading) {
        return add(String.class, false, null, reading);
    }

    /** Texts; none where it is not given. */
    public Value<List<String>> texts() {
        return many(String.class);
    }

    /** Texts that are judged as they are read; none where it is not given. */
    public Value<SortedSet<String>> texts(Reading<String, String> each) {
        return add(String.class, true, Collections.emptySortedSet(), new EachOf<>(each));
    }

    /** A file or directory. */
    public Value<Path> path() {
        return one(Path.class, null);
    }

    /** A file or directory, and the usual one. */
    public Value<Path> path(Path usual) {
        return one(Path.class, usual);
    }

    /** Files; none where it is not given. */
    public Value<List<Path>> paths() {
        return many(Path.class);
    }

    /** A whole number, and the usual one. */
    public Value<Integer> whole(int usual) {
        return one(int.class, usual);
    }

    /** A whole number of some range. */
    public Value<Integer> whole(Range range) {
        return add(int.class, false, null, range);
    }

    /** A whole number of some range, and the usual one. */
    public Value<Integer> whole(int usual, Range range) {
        return add(int.class, false, usual, range);
    }

    /** Whole numbers of some range; none where it is not given. */
    public Value<SortedSet<Integer>> wholes(Range range) {
        return add(int.class, true, Collections.emptySortedSet(), new EachOf<>(range));
    }

    /** A whole number that may be large, and the usual one. */
    public Value<Long> large(long usual) {
        return one(long.class, usual);
    }

    /** A number, and the usual one. */
    public Value<Double> decimal(double usual) {
        return one(double.class, usual);
    }

    /** A number that is judged as it is read. */
    public Value<Double> decimal(Reading<Double, Double> reading) {
        return add(double.class, false, null, reading);
    }

    /** One of several words, and the usual one. */
    public <E extends Enum<E>> Value<E> choice(E usual) {
        return one(usual.getDeclaringClass(), usual);
    }

    /** Some of several words; none where it is not given. */
    public <E extends Enum<E>> Value<List<E>> choices(Class<E> words) {
        return many(words);
    }

    private <T> Value<T> one(Class<?> type, @Nullable T usual) {
        return add(type, false, usual, null);
    }

    private <T> Value<List<T>> many(Class<T> type) {
        return add(type, true, List.of(), null);
    }

    private <G, T> Value<T> add(Class<?> type, boolean repeated, @Nullable T usual, @Nullable Reading<G, T> reading) {
        Form form = new Form(names, place, number, label, description, required, commaSeparated, type, repeated);
        Value<T> value = new Value<>(form, usual, reading);
        command.add(value);
        return value;
    }
}
