package io.policap.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an option or parameter is given, and what the help says of it.
 *
 * @param names the names of an option, the longest last; none for a parameter
 * @param place the indexes of a parameter among the words that are no options, such as {@code 0..*}
 * @param number how many words a parameter takes, such as {@code 0..1}
 * @param label what stands for the value in the help
 * @param description what the help says
 * @param required whether every command line has it
 * @param commaSeparated whether one word may give several values
 * @param type the type of one value: boolean for an option without one
 * @param repeated whether it may be given several times
 */
record Form(
        List<String> names,
        String place,
        String number,
        String label,
        String description,
        boolean required,
        boolean commaSeparated,
        Class<?> type,
        boolean repeated) {

    Form {
        names = List.copyOf(names);
    }

    boolean isOption() {
        return !names.isEmpty();
    }

    boolean isFlag() {
        return type == boolean.class;
    }

    /** How many words a parameter takes at most. */
    int most() {
        String last = number.substring(number.lastIndexOf('.') + 1);
        return last.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(last);
    }

    /**
     * What a word says as one value; null where it is none of the words to choose from, or may be several values.
     *
     * @throws IllegalArgumentException when it is no number or no path
     */
    @Nullable
    Object said(String word) {
        if (commaSeparated && word.indexOf(',') >= 0) {
            return null;
        }
        if (type == String.class) {
            return word;
        } else if (type == Path.class) {
            return Path.of(word);
        } else if (type == int.class) {
            return Integer.valueOf(word);
        } else if (type == long.class) {
            return Long.valueOf(word);
        } else if (type == double.class) {
            return Double.valueOf(word);
        }
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        return null;
    }

    /** What messages call it. */
    String name() {
        return isOption() ? names.get(names.size() - 1) : label;
    }
}
