package io.policap.capture.decision;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.infer.decision.DecisionPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One entry with fields, of which each is asked for by name; what is wrong with them is told once. */
final class Entry {
    private static final int LONGEST_REASON = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{C}|\\p{Zl}|\\p{Zp}");

    private final String file;
    private final int line;
    private final ErrorLog errors;
    private final Map<String, LinedValue.Field> fields = new LinkedHashMap<>();
    private final int before;
    private boolean misnamed;

    /**
     * An entry of which only these keys may be there.
     *
     * @param value the entry as it stands
     */
    Entry(String file, LinedValue value, List<String> known, ErrorLog errors) {
        this.file = file;
        this.line = value.line();
        this.errors = errors;
        this.before = errors.count();
        if (!(value instanceof LinedValue.Fields all)) {
            misnamed = true;
            wrong(line, "the entry has no fields; give it " + String.join(", ", known));
            return;
        }
        for (LinedValue.Field field : all.fields()) {
            String shown = "'" + LinedText.quoted(field.key()) + "'";
            if (!known.contains(field.key())) {
                misnamed = true;
                wrong(field.line(), shown + " is not known here; known are " + String.join(", ", known));
            } else if (fields.putIfAbsent(field.key(), field) != null) {
                wrong(field.line(), shown + " is there twice; remove one");
            }
        }
    }

    DecisionPlace place() {
        return new DecisionPlace(file, line);
    }

    /** Whether nothing was wrong with it. */
    boolean isSound() {
        return errors.count() == before;
    }

    void wrong(int at, String message) {
        errors.add(file, at, message);
    }

    /** The line of a field, or of the entry where it is missing. */
    int line(String key) {
        LinedValue.Field field = fields.get(key);
        return field == null ? line : field.line();
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /** A field that has to be there and is a single value, read by a function that says what is wrong by throwing. */
    <T> Optional<T> required(String key, Function<String, T> reading) {
        if (!fields.containsKey(key)) {
            missing(key);
            return Optional.empty();
        }
        return optional(key, reading);
    }

    /** A field that may be missing. */
    <T> Optional<T> optional(String key, Function<String, T> reading) {
        LinedValue.Field field = fields.get(key);
        return field == null ? Optional.empty() : scalar(key, field.line(), field.value(), reading);
    }

    /** A list of single values; empty where it is missing, which is told where it has to be there. */
    <T> List<T> list(String key, boolean required, Function<String, T> reading) {
        List<T> read = new ArrayList<>();
        for (LinedValue item : items(key, required)) {
            scalar(key, item.line(), item, reading).ifPresent(value -> {
                if (read.contains(value)) {
                    wrong(item.line(), "'" + LinedText.quoted(LinedText.of(item)) + "' is there twice; remove one");
                }
                read.add(value);
            });
        }
        return read;
    }

    /** The items of a list; empty where it is missing, which is told where it has to be there. */
    List<LinedValue> items(String key, boolean required) {
        LinedValue.Field field = fields.get(key);
        if (field == null) {
            if (required) {
                missing(key);
            }
            return List.of();
        }
        if (!(field.value() instanceof LinedValue.Items items) || items.items().isEmpty()) {
            wrong(field.line(), "'" + key + "' is no list with entries; write " + key + ": [...], or remove it");
            return List.of();
        }
        return items.items();
    }

    /** The fields of a mapping of names to single values; empty where it is missing. */
    Map<String, String> mapping(String key) {
        Map<String, String> read = new LinkedHashMap<>();
        LinedValue.Field field = fields.get(key);
        if (field == null) {
            return read;
        }
        if (!(field.value() instanceof LinedValue.Fields all) || all.fields().isEmpty()) {
            wrong(field.line(), "'" + key + "' has no fields; give it some, or remove it");
            return read;
        }
        for (LinedValue.Field one : all.fields()) {
            if (!(one.value() instanceof LinedValue.Scalar scalar)) {
                wrong(one.line(), "'" + LinedText.quoted(one.key()) + "' has no single value; give it one");
            } else if (read.putIfAbsent(one.key(), scalar.text()) != null) {
                wrong(one.line(), "'" + LinedText.quoted(one.key()) + "' is there twice; remove one");
            }
        }
        return read;
    }

    /** Where a key is not known, it was meant to be this one; one error says so. */
    private void missing(String key) {
        if (!misnamed) {
            wrong(line, "'" + key + "' is missing; add it");
        }
    }

    /** Why it was decided: one line. */
    String reason(boolean required) {
        return (required ? required("reason", Entry::oneLine) : optional("reason", Entry::oneLine)).orElse("");
    }

    private static String oneLine(String text) {
        String reason = text.strip();
        if (reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("is longer than " + LONGEST_REASON + " characters; shorten it");
        }
        if (CONTROL.matcher(reason).find()) {
            throw new IllegalArgumentException("has line breaks or control characters; write one line");
        }
        return reason;
    }

    private <T> Optional<T> scalar(String key, int at, LinedValue value, Function<String, T> reading) {
        if (!(value instanceof LinedValue.Scalar scalar) || scalar.text().isBlank()) {
            wrong(at, "'" + key + "' has no single value; give it one, or remove it");
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(scalar.text()));
        } catch (IllegalArgumentException e) {
            wrong(at, "'" + key + "' is '" + LinedText.quoted(scalar.text()) + "', which " + e.getMessage());
            return Optional.empty();
        }
    }
}
