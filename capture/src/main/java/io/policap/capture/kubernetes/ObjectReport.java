package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;

/** Where the readers of one object say what is wrong with it; names the object and its place. */
final class ObjectReport {
    private static final int SHOWN = 60;

    private final Issues issues;
    private final String place;
    private final String kind;
    private final String namespace;
    private final String name;

    /** A report on something that has no name. */
    ObjectReport(Issues issues, String place, String object) {
        this(issues, place, object, "", "");
    }

    /** A report on an object; namespace and name are empty where they are not known. */
    ObjectReport(Issues issues, String place, String kind, String namespace, String name) {
        this.issues = requireNonNull(issues, "issues");
        this.place = requireNonNull(place, "place");
        this.kind = requireNonNull(kind, "kind");
        this.namespace = requireNonNull(namespace, "namespace");
        this.name = requireNonNull(name, "name");
    }

    void malformed(String problem) {
        issues.add(IssueCode.MALFORMED_OBJECT, place, object() + ": " + problem);
    }

    void unsupported(String problem) {
        issues.add(IssueCode.UNSUPPORTED_POLICY_FIELD, place, object() + ": " + problem);
    }

    /** The object as it is named in issues. */
    String object() {
        String inside = namespace.isEmpty() ? "" : shown(namespace) + "/";
        return (shown(kind) + " " + inside + shown(name)).trim();
    }

    String place() {
        return place;
    }

    /** A value from outside as it may be shown: short, on one line, without control characters. */
    static String shown(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length() && text.length() < SHOWN; i++) {
            char c = value.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F;
            text.append(plain ? c : '?');
        }
        return value.length() > SHOWN ? text + "..." : text.toString();
    }
}
