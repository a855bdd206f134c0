package io.policap.infer.learn.decided;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.Decisions;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/** Which decisions of a run matched something, so that those that did not can be told. */
public final class DecisionUse {
    private final Decisions decisions;
    private final Issues issues;
    private final Set<Decision> matched = Collections.newSetFromMap(new IdentityHashMap<>());

    public DecisionUse(Decisions decisions, Issues issues) {
        this.decisions = decisions;
        this.issues = issues;
    }

    public Decisions decisions() {
        return decisions;
    }

    /** A decision did something. */
    public void matched(Decision decision) {
        matched.add(decision);
    }

    /** A decision means something that is there, and cannot be done. */
    public void notApplied(Decision decision, String why) {
        matched.add(decision);
        issues.add(IssueCode.DECISION_NOT_APPLIED, decision.place().toString(), decision.kind() + ": " + why);
    }

    /** Those that only name a workload or a namespace match where there is one. */
    public void namesOf(Collection<WorkloadKey> workloads) {
        for (Decision decision : decisions.list()) {
            Predicate<WorkloadKey> named = key -> false;
            if (decision instanceof Decision.Authentication authentication) {
                named = authentication.workload()::matches;
            } else if (decision instanceof Decision.Headers headers) {
                named = headers.workload()::matches;
            } else if (decision instanceof Decision.IgnoredNamespace ignored) {
                named = key -> key.namespace().equals(ignored.namespace());
            }
            if (workloads.stream().anyMatch(named)) {
                matched(decision);
            }
        }
    }

    /** Tells the decisions that matched nothing; to be called when everything was decided. */
    public void report() {
        for (Decision decision : decisions.list()) {
            if (!matched.contains(decision)) {
                issues.add(
                        IssueCode.DECISION_UNUSED,
                        decision.place().toString(),
                        decision.kind() + ": " + UnusedText.of(decision));
            }
        }
    }
}
