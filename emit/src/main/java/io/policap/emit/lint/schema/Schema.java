package io.policap.emit.lint.schema;

import io.policap.emit.lint.finding.LintRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The shape of a value, as far as the API server knows it before any rule of the kind itself. */
sealed interface Schema {
    /** An object of known fields. */
    record Fields(Map<String, Schema> known, Set<String> required, List<Choice> choices) implements Schema {
        public Fields {
            known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
            required = Collections.unmodifiableSet(new TreeSet<>(required));
            choices = List.copyOf(choices);
        }

        Fields require(String... names) {
            return new Fields(known, Set.of(names), choices);
        }

        Fields choose(Choice... more) {
            return new Fields(known, required, List.of(more));
        }
    }

    /**
     * Fields of which one has to be there.
     *
     * @param exactlyOne whether there may not be two
     * @param rule what a finding is called
     */
    record Choice(List<String> names, boolean exactlyOne, LintRule rule) {}

    /** An object whose keys are data. */
    record Entries(Schema values) implements Schema {}

    /** A list. */
    record Items(Schema item, int least, int most, LintRule tooMany) implements Schema {}

    /** A text. */
    record Text(TextRule rule) implements Schema {}

    /** A whole number; an int32 at most. */
    record Whole(int least, int most) implements Schema {}

    /** A whole number or a text, of which only the text has a rule. */
    record WholeOrText(TextRule rule) implements Schema {}

    /** True or false. */
    record Truth() implements Schema {}

    /** Anything: not looked into. */
    record Anything() implements Schema {}

    static Fields fields(Object... namesAndSchemas) {
        Map<String, Schema> known = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            known.put((String) namesAndSchemas[i], (Schema) namesAndSchemas[i + 1]);
        }
        return new Fields(known, Set.of(), List.of());
    }

    static Items list(Schema item) {
        return new Items(item, 0, Integer.MAX_VALUE, LintRule.TOO_MANY_ITEMS);
    }

    static Items list(Schema item, int most, LintRule tooMany) {
        return new Items(item, 0, most, tooMany);
    }

    static Text text() {
        return new Text(TextRule.ANY);
    }

    static Text text(TextRule rule) {
        return new Text(rule);
    }

    static Choice exactlyOne(LintRule rule, String... names) {
        return new Choice(List.of(names), true, rule);
    }

    static Choice atLeastOne(LintRule rule, String... names) {
        return new Choice(List.of(names), false, rule);
    }
}
