package io.policap.cli.option;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line whose every word is the full name of an option, the value after it, or a parameter, without a mistake.
 *
 * <p>Nearly every line is one, and is read without picocli, which needs 30 ms to begin. Picocli reads all others: short
 * options in one word, files of arguments, questions for help, and whatever has to be complained about. A line that is plain
 * means the same to both.
 */
public final class PlainLine {
    private final Map<String, Value<?>> options = new HashMap<>();
    private final List<Value<?>> parameters = new ArrayList<>();
    private int parametersGiven;

    private PlainLine(Command command) {
        for (Value<?> value : command.values()) {
            for (String name : value.form().names()) {
                options.put(name, value);
            }
            if (!value.form().isOption()) {
                parameters.add(value);
            }
        }
    }

    /**
     * Gives the options and parameters of a command their values, and says whether the line is plain. Where it is not, some of
     * them may have values, and picocli begins anew.
     *
     * @param words the command line; the first word is the name of the command
     */
    public static boolean read(Command command, String[] words) {
        try {
            return new PlainLine(command).read(words) && hasAllRequired(command);
        } catch (IllegalArgumentException e) {
            // A value that cannot be: picocli finds it again, and says it in its words.
            return false;
        }
    }

    private boolean read(String[] words) {
        int i = 1;
        while (i < words.length) {
            int taken = isOption(words[i]) ? takeOption(words, i) : takeParameter(words[i]);
            if (taken == 0) {
                return false;
            }
            i += taken;
        }
        return true;
    }

    private static boolean hasAllRequired(Command command) {
        for (Value<?> value : command.values()) {
            if (value.form().required() && value.words() == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    /** How many words were taken: none where the line is not plain. */
    private int takeOption(String[] words, int at) {
        int equals = words[at].indexOf('=');
        Value<?> option = options.get(equals < 0 ? words[at] : words[at].substring(0, equals));
        if (option == null) {
            return 0;
        }
        if (option.form().isFlag()) {
            return equals < 0 && take(option, true) ? 1 : 0;
        }
        if (equals >= 0) {
            return takeWord(option, words[at].substring(equals + 1)) ? 1 : 0;
        }
        return at + 1 < words.length && takeWord(option, words[at + 1]) ? 2 : 0;
    }

    /** How many words were taken: none where the line is not plain. */
    private int takeParameter(String word) {
        if (parameters.isEmpty()) {
            return 0;
        }
        Value<?> parameter = parameters.get(0);
        if (!parameter.form().repeated()) {
            if (parametersGiven == parameters.size()) {
                return 0;
            }
            parameter = parameters.get(parametersGiven);
        } else if (parametersGiven == parameter.form().most()) {
            return 0;
        }
        parametersGiven++;
        return takeWord(parameter, word) ? 1 : 0;
    }

    private static boolean takeWord(Value<?> value, String word) {
        if (word.isEmpty() || word.charAt(0) == '@' || isOption(word)) {
            return false;
        }
        Object said = value.form().said(word);
        return said != null && take(value, said);
    }

    @SuppressWarnings("unchecked")
    private static boolean take(Value<?> value, Object said) {
        Object before = value.words();
        if (!value.form().repeated()) {
            value.give(said);
            return before == null;
        }
        List<Object> all = before == null ? new ArrayList<>() : (List<Object>) before;
        all.add(said);
        value.give(all);
        return true;
    }
}
