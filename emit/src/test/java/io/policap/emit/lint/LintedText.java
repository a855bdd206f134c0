package io.policap.emit.lint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.emit.lint.finding.Finding;
import io.policap.emit.lint.finding.Refuser;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Texts, linted. */
final class LintedText {
    static final CiliumVersion LATEST = new CiliumVersion(1, 21);

    private LintedText() {}

    static LintReport lint(LintOptions options, String... texts) {
        Linter linter = new Linter(options);
        try {
            for (int i = 0; i < texts.length; i++) {
                String place = texts.length == 1 ? "policy.yaml" : "policy" + i + ".yaml";
                linter.read(place, new ByteArrayInputStream(texts[i].getBytes(UTF_8)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return linter.report();
    }

    static LintReport lint(CiliumVersion version, String... texts) {
        return lint(LintOptions.of(version), texts);
    }

    static boolean accepts(LintReport report, Refuser refuser) {
        return report.findings().stream()
                .noneMatch(finding -> finding.refusedBy().contains(refuser));
    }

    /** Findings without their place: {@code LINE OUTCOME PATH RULE}. */
    static List<String> brief(LintReport report) {
        return report.findings().stream().map(LintedText::brief).toList();
    }

    private static String brief(Finding finding) {
        return finding.line() + " " + finding.outcome() + " " + finding.path() + " "
                + finding.rule().text();
    }
}
