package io.policap.emit.lint.schema;

import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.read.Excerpt;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a text has to look like.
 *
 * @param rule what a finding is called
 * @param longest the most characters
 * @param accepts whether the text is right
 * @param wants what is wanted, to complete "is 'x', ..."
 */
record TextRule(LintRule rule, int longest, Predicate<String> accepts, String wants) {
    static final TextRule ANY = new TextRule(LintRule.WRONG_TYPE, Integer.MAX_VALUE, text -> true, "");

    static TextRule of(LintRule rule, Predicate<String> accepts, String wants) {
        return new TextRule(rule, Integer.MAX_VALUE, accepts, wants);
    }

    static TextRule oneOf(LintRule rule, List<String> values) {
        return of(rule, values::contains, "not one of " + String.join(", ", values));
    }

    TextRule atMost(int characters) {
        return new TextRule(rule, characters, accepts, wants);
    }

    Optional<String> problem(String text) {
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of("longer than " + longest + " characters");
        }
        return accepts.test(text) ? Optional.empty() : Optional.of("is " + Excerpt.of(text) + ", " + wants);
    }
}
