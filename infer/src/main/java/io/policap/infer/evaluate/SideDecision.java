package io.policap.infer.evaluate;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.PolicyRef;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What one end of a connection says to it, and why.
 *
 * @param outcome what happens
 * @param reason why
 * @param rule the rule that decided, where one did; the first of several in the order of policies and rules
 * @param closedBy the policies that close the direction, where that is why it is denied, sorted
 * @param gaps what of the policies for this end could not be evaluated, and so was taken as not there
 */
public record SideDecision(
        Outcome outcome, Reason reason, Optional<RuleRef> rule, List<PolicyRef> closedBy, List<String> gaps) {
    /** The answer for an end that no policy selects. */
    public static final SideDecision ABSENT = of(Outcome.ABSENT, Reason.NOT_A_POD);

    public SideDecision {
        requireNonNull(outcome, "outcome");
        requireNonNull(reason, "reason");
        requireNonNull(rule, "rule");
        closedBy = List.copyOf(closedBy);
        gaps = List.copyOf(gaps);
    }

    static SideDecision of(Outcome outcome, Reason reason) {
        return new SideDecision(outcome, reason, Optional.empty(), List.of(), List.of());
    }

    static SideDecision byRule(Outcome outcome, RuleRef rule, List<String> gaps) {
        Reason reason = outcome == Outcome.DENY ? Reason.RULE_DENIES : Reason.RULE_ALLOWS;
        return new SideDecision(outcome, reason, Optional.of(rule), List.of(), gaps);
    }

    public boolean passes() {
        return outcome != Outcome.DENY;
    }

    /** The decision in words. */
    public String explain() {
        StringBuilder text = new StringBuilder(reason.text());
        rule.ifPresent(decisive -> text.append(' ').append(decisive));
        if (!closedBy.isEmpty()) {
            StringJoiner names = new StringJoiner(", ", " ", "");
            closedBy.forEach(policy -> names.add(policy.toString()));
            text.append(names);
        }
        if (outcome == Outcome.REDIRECT) {
            text.append(", subject to its L7 rules");
        }
        if (!gaps.isEmpty()) {
            text.append("; not evaluated: ").append(String.join("; ", gaps));
        }
        return text.toString();
    }
}
