package io.policap.bench.hubble;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line of options with a value each, and the words between them. */
final class Words {
    private final Map<String, String> values = new HashMap<>();
    private String rest = "";

    /** Reads the words; complains of an option that is not among the known ones. */
    Words(String[] words, List<String> known) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("-")) {
                rest = words[i];
            } else if (known.contains(words[i]) && i + 1 < words.length) {
                values.put(words[i], words[++i]);
            } else {
                throw new IllegalArgumentException("unknown option or no value: " + words[i]);
            }
        }
    }

    long number(String option, long otherwise) {
        String value = values.get(option);
        return value == null ? otherwise : Long.parseLong(value.replace("_", ""));
    }

    String text(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    /** The last word that is neither an option nor its value; empty when there is none. */
    String rest() {
        return rest;
    }
}
