package io.policap.emit.lint;

import io.policap.emit.lint.finding.Finding;
import java.util.List;

/**
 * What lint found.
 *
 * @param findings the findings, file by file in the order read, top to bottom
 * @param objects how many objects of the kinds that lint knows were checked
 * @param others how many objects were of other kinds, and so were left alone
 */
public record LintReport(List<Finding> findings, long objects, long others) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** The findings for which an object is refused. */
    public List<Finding> refusals() {
        return findings.stream().filter(Finding::isRefusal).toList();
    }

    /** The findings in what is accepted. */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.isRefusal()).toList();
    }
}
