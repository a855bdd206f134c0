package io.policap.capture.hubble.access;

import io.policap.infer.label.ObjectNames;

/**
 * The syntax of Kubernetes' label selectors as Hubble's filters take them: a key may have Cilium's source of the label in
 * front ({@code k8s:app=web}, {@code reserved:host}).
 */
final class LabelSelectorText {
    private final String text;
    private int at;

    private LabelSelectorText(String text) {
        this.text = text;
    }

    /** What is wrong with a selector, empty if nothing is. */
    static String fault(String selector) {
        return new LabelSelectorText(selector).requirements();
    }

    private String requirements() {
        do {
            String fault = requirement();
            if (!fault.isEmpty()) {
                return fault;
            }
        } while (skip(','));
        return at < text.length() ? "unexpected '" + text.charAt(at) + "'" : "";
    }

    private String requirement() {
        boolean absent = skip('!');
        String key = word();
        String fault = key(key);
        if (!fault.isEmpty() || absent) {
            return fault;
        }
        if (skip('!')) {
            return skip('=') ? value() : "'!' without '='";
        }
        if (skip('=')) {
            skip('=');
            return value();
        }
        if (skip('>') || skip('<')) {
            return isNumber(word()) ? "" : "'>' and '<' need a number";
        }
        int before = at;
        String operator = word();
        if (operator.equals("in") || operator.equals("notin")) {
            return values(operator);
        }
        at = before;
        return "";
    }

    private String values(String operator) {
        if (!skip('(')) {
            return "'" + operator + "' without '('";
        }
        do {
            String fault = value();
            if (!fault.isEmpty()) {
                return fault;
            }
        } while (skip(','));
        return skip(')') ? "" : "'(' without ')'";
    }

    private static String key(String key) {
        int colon = key.indexOf(':');
        String source = colon < 0 ? "k8s" : key.substring(0, colon);
        String name = key.substring(colon + 1);
        // What stands on both sides of the colon Hubble finds by a pattern that knows no capitals.
        boolean right = source.length() > 1
                && ObjectNames.isNamespace(source)
                && ObjectNames.isLabelKey(name)
                && (colon < 0 || !Character.isUpperCase(name.charAt(0)));
        return right ? "" : key.isEmpty() ? "a key is missing" : "'" + key + "' is not the key of a label";
    }

    private String value() {
        String value = word();
        return ObjectNames.isLabelValue(value) ? "" : "'" + value + "' is not the value of a label";
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String word() {
        skipSpace();
        int start = at;
        while (at < text.length() && " \t,=!<>()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean skip(char expected) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
