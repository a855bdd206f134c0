package io.policap.capture.decision;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.capture.yaml.LinedYaml;
import io.policap.infer.decision.Decision;
import io.policap.infer.decision.Decisions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads files of decisions: version 1 of {@code policapDecisions}, and strictly.
 *
 * <p>A key that is not known may have changed the meaning of its entry, and a decision that is left out may open or cut
 * what it should not; so where anything is wrong nothing is decided. Several files count as one.
 */
public final class DecisionsReader {
    private static final String VERSION_KEY = "policapDecisions";
    private static final String VERSION = "1";

    /** Decisions in all files together. */
    static final int MOST_DECISIONS = 10_000;

    private final List<Decision> decisions = new ArrayList<>();
    private final ErrorLog errors = new ErrorLog();

    /**
     * Reads a file to its end; does not close it.
     *
     * @param file its path as the user gave it
     * @throws IOException only when the stream itself fails
     */
    public void read(String file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LinedYaml.MAX_BYTES + 1);
        if (bytes.length > LinedYaml.MAX_BYTES) {
            errors.add(file, 1, "the file is larger than " + LinedYaml.MAX_BYTES + " bytes; split it");
            return;
        }
        try {
            LinedValue root = LinedYaml.parse(bytes);
            if (root instanceof LinedValue.Fields fields) {
                sections(file, fields);
            } else {
                errors.add(file, root.line(), "the file has no fields; begin it with policapDecisions: 1");
            }
        } catch (LinedYaml.NotYaml e) {
            errors.add(file, Math.max(1, e.line()), e.getMessage() + "; correct it");
        }
    }

    /** A file that cannot be read, or not to its end; then nothing is decided either. */
    public void unreadable(String file, String why) {
        errors.add(file, 1, "cannot be read: " + why);
    }

    /** What all files together say. */
    public DecisionsReading done() {
        new Duplicates(errors).find(decisions);
        List<DecisionError> found = errors.list();
        return new DecisionsReading(found.isEmpty() ? new Decisions(decisions) : Decisions.NONE, found);
    }

    private void sections(String file, LinedValue.Fields root) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (LinedValue.Field field : root.fields()) {
            String shown = "'" + LinedText.quoted(field.key()) + "'";
            Integer before = seen.putIfAbsent(field.key(), field.line());
            if (before != null) {
                errors.add(file, field.line(), shown + " is there before, in line " + before + "; join the two");
            } else if (field.key().equals(VERSION_KEY)) {
                version(file, field);
            } else if (Sections.KEYS.contains(field.key())) {
                section(file, field);
            } else {
                errors.add(
                        file,
                        field.line(),
                        shown + " is not known; known are " + VERSION_KEY + ", " + String.join(", ", Sections.KEYS));
            }
        }
        if (!seen.containsKey(VERSION_KEY)) {
            errors.add(file, root.line(), VERSION_KEY + " is missing; add " + VERSION_KEY + ": " + VERSION);
        }
    }

    private void version(String file, LinedValue.Field field) {
        if (!LinedText.of(field.value()).equals(VERSION)) {
            errors.add(
                    file,
                    field.line(),
                    VERSION_KEY + " is not " + VERSION
                            + ", the version this policap reads; correct it, or read the file"
                            + " with a newer policap");
        }
    }

    private void section(String file, LinedValue.Field field) {
        if (!(field.value() instanceof LinedValue.Items items) || items.items().isEmpty()) {
            errors.add(file, field.line(), "'" + field.key() + "' is no list with entries; give it some, or remove it");
            return;
        }
        Sections sections = new Sections(file, errors);
        for (LinedValue entry : items.items()) {
            if (decisions.size() >= MOST_DECISIONS) {
                errors.add(file, entry.line(), "more than " + MOST_DECISIONS + " decisions; remove some");
                return;
            }
            sections.read(field.key(), entry).ifPresent(decisions::add);
        }
    }
}
