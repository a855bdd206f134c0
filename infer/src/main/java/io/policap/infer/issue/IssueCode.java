package io.policap.infer.issue;

import java.util.Locale;

/** The kinds of issues, with how much each matters; the order is the order of the summary. */
public enum IssueCode {
    // What could not be read.
    UNREADABLE_FILE(Severity.ERROR),
    UNKNOWN_CONTENT(Severity.WARNING),
    CAPTURE_NOT_READ(Severity.WARNING),
    TRUNCATED_FILE(Severity.WARNING),
    MALFORMED_CAPTURE(Severity.WARNING),
    MALFORMED_FLOW(Severity.WARNING),
    MALFORMED_OBJECT(Severity.WARNING),
    MALFORMED_POLICY(Severity.WARNING),
    UNSUPPORTED_POLICY_FIELD(Severity.WARNING),
    MALFORMED_NOTES(Severity.WARNING),
    UNMATCHED_NOTES(Severity.WARNING),
    UNKNOWN_LINK(Severity.WARNING),
    OPAQUE_TUNNEL(Severity.WARNING),
    NO_INVENTORY(Severity.WARNING),
    INVENTORY_INCOMPLETE(Severity.WARNING),
    // What was lost or could not be seen.
    LOST_EVENTS(Severity.WARNING),
    NODE_UNAVAILABLE(Severity.WARNING),
    SERVER_FAILED(Severity.ERROR),
    SERVER_UNREACHABLE(Severity.WARNING),
    PARTIAL_COVERAGE(Severity.WARNING),
    UNKNOWN_COVERAGE(Severity.WARNING),
    SEEN_BY_HUBBLE_ONLY(Severity.NOTICE),
    SEEN_BY_CAPTURES_ONLY(Severity.NOTICE),
    CLOCK_SKEW(Severity.WARNING),
    FOLDED_ADDRESSES(Severity.WARNING),
    EVICTED(Severity.WARNING),
    // What could not be attributed.
    UNATTRIBUTED(Severity.WARNING),
    UNDETERMINED_DIRECTION(Severity.WARNING),
    UNKNOWN_WORKLOAD(Severity.WARNING),
    UNSELECTABLE(Severity.WARNING),
    STAYS_OPEN(Severity.WARNING),
    OLD_LABEL_GENERATION(Severity.NOTICE),
    LABELS_NOT_SEEN_BY_CILIUM(Severity.WARNING),
    // What was seen and makes no rule.
    DENIED_BY_POLICY(Severity.WARNING),
    POLICY_DENIED(Severity.NOTICE),
    REFUSED(Severity.NOTICE),
    UNANSWERED(Severity.NOTICE),
    ONE_WAY_UNDECLARED(Severity.NOTICE),
    SCAN(Severity.WARNING),
    // What a rule says that a reviewer has to look at.
    PUBLIC_ENDPOINT(Severity.REVIEW),
    NODE_ADDRESSES(Severity.REVIEW),
    DYNAMIC_PORTS(Severity.REVIEW),
    VOLATILE_ADDRESS(Severity.REVIEW),
    NAMES_NOT_TOLD_APART(Severity.REVIEW),
    NAME_PATTERN(Severity.REVIEW),
    DNS_NAMES_ANY(Severity.REVIEW),
    HANDSHAKE_ONLY(Severity.REVIEW),
    ONE_WAY(Severity.REVIEW),
    VERDICT_ONLY(Severity.REVIEW),
    LEARNED_DENIED(Severity.REVIEW),
    RESOLVER_UNKNOWN(Severity.WARNING),
    NOT_EXPRESSIBLE(Severity.WARNING),
    // Rollout.
    NOT_READY(Severity.NOTICE),
    WITHHELD(Severity.WARNING),
    DEFAULT_DENY_WITHHELD(Severity.WARNING),
    DEFAULT_DENY_ACCEPTED(Severity.WARNING),
    FOREIGN_FILE(Severity.WARNING),
    EDITED_FILE(Severity.WARNING),
    REPLAY_DENIED(Severity.ERROR);

    /** How much an issue matters. */
    public enum Severity {
        /** The result is not to be trusted. */
        ERROR,
        /** Something was left out or may be wrong. */
        WARNING,
        /** A rule that a person should look at. */
        REVIEW,
        /** Worth knowing. */
        NOTICE;

        /** The severity as it is printed: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Severity severity;

    IssueCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** The code as it is printed and filtered on: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
