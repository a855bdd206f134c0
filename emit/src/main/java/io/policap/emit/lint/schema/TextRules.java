package io.policap.emit.lint.schema;

import io.policap.emit.lint.finding.LintRule;
import io.policap.infer.label.ObjectNames;
import io.policap.infer.net.Cidr;
import java.util.function.IntPredicate;

/** The texts of Cilium's resources, in the words of their patterns (facts of the CRDs of 1.19 and later). */
final class TextRules {
    static final TextRule LABEL_VALUE = TextRule.of(
            LintRule.LABEL_VALUE,
            ObjectNames::isLabelValue,
            "not the value of a label: up to 63 letters, digits, -, _ and ., with a letter or digit at both ends");
    static final TextRule CIDR = TextRule.of(
            LintRule.CIDR, TextRules::isCidr, "not an address prefix; a single address ends in /32 or /128");
    static final TextRule GROUP_NAME = TextRule.of(
            LintRule.OBJECT_NAME, ObjectNames::isSubdomain, "not the name of a CiliumCIDRGroup (a DNS subdomain)");
    static final TextRule DNS_NAME = TextRule.of(
                    LintRule.DNS_NAME, text -> isDnsName(text, ""), "not a DNS name; a pattern goes into matchPattern")
            .atMost(255);
    static final TextRule DNS_PATTERN = TextRule.of(
                    LintRule.DNS_NAME,
                    text -> isDnsName(text, "*"),
                    "not a pattern of DNS names: letters, digits, -, _, * and single dots")
            .atMost(255);
    static final TextRule SERVER_NAME = TextRule.of(
                    LintRule.SERVER_NAME, text -> isDnsName(text, "*"), "not the name of a server")
            .atMost(255);
    static final TextRule SERVER_NAME_119 = TextRule.of(
                    LintRule.SERVER_NAME,
                    text -> isDnsName(withoutStars(text), ""),
                    "not the name of a server; *. or **. may stand in front only")
            .atMost(255);
    static final TextRule PORT = TextRule.of(
            LintRule.PORT, TextRules::isPort, "not a port: a number from 0 to 65535, or the name of a container port");
    static final TextRule LOG_VALUE = TextRule.of(
                    LintRule.TOO_LONG,
                    text -> text.codePoints().allMatch(TextRules::isPrintable),
                    "which has characters that do not print")
            .atMost(32);
    static final TextRule NOT_EMPTY =
            TextRule.of(LintRule.MISSING_FIELD, text -> !text.isEmpty(), "but may not be empty");

    private TextRules() {}

    /** The format that the API server calls cidr: an address and a length, host bits allowed. */
    private static boolean isCidr(String text) {
        try {
            Cidr.parse(text);
            return text.indexOf('/') > 0;
        } catch (IllegalArgumentException notCidr) {
            return false;
        }
    }

    /** Labels of letters, digits, hyphens and underscores, a single dot between them, and at the end if need be. */
    private static boolean isDnsName(String text, String more) {
        IntPredicate inLabel = c -> (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || more.indexOf(c) >= 0;
        boolean afterDot = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? afterDot : !inLabel.test(c)) {
                return false;
            }
            afterDot = c == '.';
        }
        return !text.isEmpty();
    }

    private static String withoutStars(String text) {
        return text.startsWith("**.") ? text.substring(3) : text.startsWith("*.") ? text.substring(2) : text;
    }

    /**
     * The pattern of the schema is anchored at one end for each of its halves: whatever starts with a digit passes, and
     * whatever ends like the name of a port. The agent looks closer.
     */
    private static boolean isPort(String text) {
        if (!text.isEmpty() && isDigit(text.charAt(0))) {
            return true;
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            boolean hyphen = c == '-' && i < text.length() - 1 && text.charAt(i + 1) != '-';
            if (isLetter(c)) {
                return true;
            }
            if (!isDigit(c) && !hyphen) {
                return false;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPrintable(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
                return false;
            default:
                return true;
        }
    }
}
