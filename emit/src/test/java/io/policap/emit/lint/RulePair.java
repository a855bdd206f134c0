package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.lint.finding.Finding;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.List;

/**
 * A policy that nobody complains about, and its neighbour that breaks one rule.
 *
 * @param said the finding about the neighbour: {@code OUTCOME PATH RULE}
 * @param good the policy
 * @param bad its neighbour
 * @param beside a rule that the neighbour breaks of necessity, too; empty for none
 */
record RulePair(String said, String good, String bad, String beside) {
    /** The neighbours of a policy that is written once, where {@code #} stands for what differs. */
    static RulePair of(String said, String template, String good, String bad) {
        return new RulePair(said, template.replace("#", good), template.replace("#", bad), "");
    }

    RulePair dropping(String rule) {
        return new RulePair(said, good, bad, rule);
    }

    void check(CiliumVersion version) {
        assertThat(LintedText.lint(version, good).findings()).as(good).isEmpty();
        List<Finding> findings = LintedText.lint(version, bad).findings();
        assertThat(findings)
                .as(bad)
                .filteredOn(finding -> !finding.rule().text().equals(beside))
                .extracting(finding -> finding.outcome() + " " + finding.path() + " "
                        + finding.rule().text())
                .containsExactly(said);
    }

    @Override
    public String toString() {
        return said;
    }
}
