package io.policap.cli.option;

import java.util.List;

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

    /** What messages call it. */
    String name() {
        return isOption() ? names.get(names.size() - 1) : label;
    }
}
