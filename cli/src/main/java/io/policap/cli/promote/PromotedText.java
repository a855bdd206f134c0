package io.policap.cli.promote;

import io.policap.infer.policy.rollout.AuditForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the audit parts out of a policy's text and leaves all else, comments and hand edits too, as it is.
 *
 * <p>Works on the lines that policap writes; whoever calls it reads the result back and compares it with the model.
 */
final class PromotedText {
    private static final String HEADER_AUDIT = "# Mode audit:";
    private static final String HEADER_ENFORCE =
            "# Mode enforce: closes the directions that have rules for everything else as soon as it is applied.";

    private PromotedText() {}

    static String of(String audit) {
        List<String> kept = new ArrayList<>();
        String[] lines = audit.split("\n", -1);
        boolean inAuditComment = false;
        int insideDefaultDeny = -1;
        for (String line : lines) {
            if (line.startsWith(HEADER_AUDIT)) {
                kept.add(HEADER_ENFORCE);
                inAuditComment = true;
                continue;
            }
            if (inAuditComment && line.startsWith("#")) {
                continue;
            }
            inAuditComment = false;
            int indent = line.length() - line.stripLeading().length();
            if (insideDefaultDeny >= 0 && indent > insideDefaultDeny) {
                continue;
            }
            insideDefaultDeny = -1;
            String text = line.strip();
            if (text.equals("enableDefaultDeny:")) {
                insideDefaultDeny = indent;
            } else if (!isAuditLine(text)) {
                kept.add(line);
            }
        }
        return String.join("\n", kept);
    }

    private static boolean isAuditLine(String text) {
        return text.startsWith(AuditForm.AUDIT_ANNOTATION + ":") || text.startsWith(AuditForm.ENFORCE_LABEL + ":");
    }
}
