package io.policap.infer.evaluate;

/**
 * Matches the regular expressions of policies (HTTP method, path, host) in time linear to the text.
 *
 * <p>This module has no engine for them: {@code java.util.regex} backtracks, and policies come from anybody.
 */
public interface PathMatcher {
    /** Whether the expression (RE2 syntax) matches the whole text; an expression that is none matches nothing. */
    boolean matches(String expression, String text);
}
