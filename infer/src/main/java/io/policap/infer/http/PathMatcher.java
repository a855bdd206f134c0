package io.policap.infer.http;

/** What decides whether a regular expression of a policy matches: the engine that the proxy uses, RE2. */
public interface PathMatcher {
    /**
     * Whether the expression matches the whole text.
     *
     * @param expression what stands in a rule; one that the engine refuses matches nothing
     */
    boolean matches(String expression, String text);
}
