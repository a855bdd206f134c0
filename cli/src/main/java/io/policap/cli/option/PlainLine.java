package io.policap.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line whose every word is the full name of an option, the value after it, or a parameter, without a mistake.
 *
 * <p>Nearly every line is one. Only picocli reads all others: short options in one word, files of arguments, questions for
 * help, and whatever has to be complained about. That would take the plain ones 30 ms, most of a start. A line that is plain
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
            String word = words[i++];
            if (word.length() < 2 || word.charAt(0) != '-') {
                if (!takeParameter(word)) {
                    return false;
                }
                continue;
            }
            int equals = word.indexOf('=');
            Value<?> option = options.get(equals < 0 ? word : word.substring(0, equals));
            if (option == null) {
                return false;
            }
            if (option.form().isFlag()) {
                if (equals >= 0 || !take(option, true)) {
                    return false;
                }
            } else {
                if (equals < 0 && i == words.length) {
                    return false;
                }
                String said = equals < 0 ? words[i++] : word.substring(equals + 1);
                if (!takeText(option, said)) {
                    return false;
                }
            }
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

    private boolean takeParameter(String word) {
        if (parameters.isEmpty()) {
            return false;
        }
        Value<?> first = parameters.get(0);
        if (first.form().repeated()) {
            return parametersGiven++ < most(first.form().number()) && takeText(first, word);
        }
        return parametersGiven < parameters.size() && takeText(parameters.get(parametersGiven++), word);
    }

    /** The last number of a range such as {@code 0..3} or {@code 0..*}. */
    private static int most(String range) {
        String last = range.substring(range.lastIndexOf('.') + 1);
        return last.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(last);
    }

    private static boolean takeText(Value<?> value, String word) {
        boolean special = word.isEmpty() || word.charAt(0) == '@' || (word.length() > 1 && word.charAt(0) == '-');
        if (special || (value.form().commaSeparated() && word.indexOf(',') >= 0)) {
            return false;
        }
        Object said = converted(value.form().type(), word);
        return said != null && take(value, said);
    }

    private static boolean take(Value<?> value, Object said) {
        Object before = value.words();
        if (!value.form().repeated()) {
            value.give(said);
            return before == null;
        }
        List<Object> all = before == null ? new ArrayList<>() : new ArrayList<>((List<?>) before);
        all.add(said);
        value.give(all);
        return true;
    }

    /** What a word says as a value of some type; null or an exception where that is nothing. */
    private static @Nullable Object converted(Class<?> type, String word) {
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
            if (((Enum<?>) constant).name().equals(word)) {
                return constant;
            }
        }
        return null;
    }
}
