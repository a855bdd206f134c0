package io.policap.emit.lint.cilium;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.policap.emit.read.Excerpt;
import java.util.Optional;

/** Regular expressions as Go's {@code regexp} takes them, which is RE2 without look-around and back references. */
public final class GoRegex {
    /** Go refuses what nests deeper; here it also bounds the stack. */
    private static final int DEEPEST = 1000;

    /** Longer expressions are refused here: what Envoy makes of them is large, and nobody writes them. */
    private static final int LONGEST = 10_000;

    /** Go stops at about three million; this is enough for anything that is meant. */
    private static final long LARGEST = 200_000;

    private GoRegex() {}

    /** What is wrong with an expression, if anything. */
    public static Optional<String> problem(String regex) {
        if (regex.length() > LONGEST) {
            return Optional.of("longer than " + LONGEST + " characters");
        }
        if (regex.chars().filter(c -> c == '(').count() > DEEPEST) {
            return Optional.of("more than " + DEEPEST + " groups");
        }
        if (RegexSize.of(regex) > LARGEST) {
            return Optional.of("too large once its repetitions are written out");
        }
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of(wrong.getDescription() + " in " + Excerpt.of(wrong.getPattern()));
        } catch (RuntimeException | StackOverflowError unusual) {
            return Optional.of("cannot be compiled");
        }
    }
}
