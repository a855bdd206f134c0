package io.policap.infer.evaluate;

import io.policap.infer.policy.cilium.FqdnSelector;
import java.util.Locale;

/**
 * Matches DNS names against the names and patterns of Cilium's rules, in time linear to name times pattern.
 *
 * <p>{@code *} stands for any characters of one label, none included; {@code **.} in front for one or more whole
 * labels; a pattern of stars alone for any name.
 */
public final class FqdnMatcher {
    private FqdnMatcher() {}

    public static boolean matches(FqdnSelector selector, String name) {
        String normal = normal(name);
        String wanted = normal(selector.text());
        if (selector instanceof FqdnSelector.MatchName) {
            return wanted.equals(normal);
        }
        if (isStars(wanted)) {
            return true;
        }
        if (wanted.startsWith("**.")) {
            return matchesBelow(wanted.substring(3), normal);
        }
        return glob(wanted, normal);
    }

    /** The name in lower case without a trailing dot. */
    static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean matchesBelow(String rest, String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (dot > 0 && glob(rest, name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStars(String pattern) {
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    }

    /** Stars in a label never cross a dot, so going back to the last star of the same label is enough. */
    private static boolean glob(String pattern, String text) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length() && pattern.charAt(at) == c) {
                if (c == '.') {
                    star = -1;
                }
                at++;
                i++;
            } else if (star >= 0 && isLabelCharacter(text.charAt(resume))) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean isLabelCharacter(char c) {
        return c == '-' || c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
