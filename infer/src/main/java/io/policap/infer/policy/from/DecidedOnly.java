package io.policap.infer.policy.from;

import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Rule;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;

/** Rules that only people's decisions ask for: where a kind cannot say one, no recorded traffic needs it. */
final class DecidedOnly {
    private DecidedOnly() {}

    static boolean holds(Rule rule) {
        return rule.permissions().stream()
                .allMatch(permission -> permission.marks().contains(Mark.DECIDED)
                        && !permission.evidence().isSeen());
    }

    static Issue notExpressible(WorkloadKey workload, Rule rule, String tree) {
        return new Issue(
                IssueCode.NOT_EXPRESSIBLE,
                workload.toString(),
                "the " + tree + " tree has no words for " + PeerText.of(rule.peer())
                        + ", which was decided and not seen; it has no rule for it");
    }
}
