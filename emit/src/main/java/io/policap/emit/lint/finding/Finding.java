package io.policap.emit.lint.finding;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with one object.
 *
 * @param place the file
 * @param line the line in it, 0 where it is not known
 * @param object kind and name of the object, empty for a document that is none
 * @param path the field, such as {@code spec.ingress[0].toPorts[0].ports[1].port}, empty for the whole object
 * @param rule the rule
 * @param refusedBy who refuses the object for it; nobody where it is accepted and does nothing, or not what was meant
 * @param message what is wrong and what to do
 */
public record Finding(
        String place, int line, String object, String path, LintRule rule, Set<Refuser> refusedBy, String message) {
    public Finding {
        requireNonNull(place, "place");
        requireNonNull(object, "object");
        requireNonNull(path, "path");
        requireNonNull(rule, "rule");
        requireNonNull(message, "message");
        Set<Refuser> sorted = EnumSet.noneOf(Refuser.class);
        sorted.addAll(refusedBy);
        refusedBy = Collections.unmodifiableSet(sorted);
    }

    /** Whether the object is refused for it. */
    public boolean isRefusal() {
        return !refusedBy.isEmpty();
    }

    /** What becomes of the object: {@code refused by api-server and cilium}, or {@code accepted}. */
    public String outcome() {
        return isRefusal()
                ? "refused by " + refusedBy.stream().map(Refuser::text).collect(Collectors.joining(" and "))
                : "accepted";
    }

    /** {@code place:line: outcome: object: path: message [rule]}. */
    @Override
    public String toString() {
        return place
                + (line > 0 ? ":" + line : "")
                + ": " + outcome()
                + ": " + (object.isEmpty() ? "" : object + ": ")
                + (path.isEmpty() ? "" : path + ": ")
                + message
                + " [" + rule.text() + "]";
    }
}
