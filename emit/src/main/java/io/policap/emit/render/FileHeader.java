package io.policap.emit.render;

import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.policy.rollout.Mode;
import java.util.ArrayList;
import java.util.List;

/** The lines at the top of a policy file: what it is, what it does, and what it does not do. */
final class FileHeader {
    private FileHeader() {}

    /** Whom a policy is for, in words. */
    static String subject(String namespace, String subject, boolean defaultDeny) {
        return defaultDeny ? "every pod of namespace " + namespace : namespace + "/" + subject;
    }

    static List<String> kubernetes(String subject, Mode mode, boolean defaultDeny) {
        List<String> lines = new ArrayList<>();
        lines.add("NetworkPolicy for " + CommentText.ascii(subject) + ", learned by policap from recorded traffic.");
        lines.add("For clusters without Cilium: where Cilium enforces NetworkPolicies, ipBlock never matches nodes or"
                + " pods; apply the cilium tree there.");
        if (defaultDeny) {
            lines.add(closes());
        } else if (mode == Mode.AUDIT) {
            lines.add("Mode audit: selects no pod, because no pod carries the label " + AuditForm.ENFORCE_LABEL
                    + ": \"true\". Label one pod to try it out; policap promote takes the label out of the selector.");
        } else {
            lines.add(inForce());
        }
        return lines;
    }

    static List<String> cilium(String subject, Mode mode, boolean defaultDeny, boolean byLabel) {
        List<String> lines = new ArrayList<>();
        lines.add("CiliumNetworkPolicy for " + CommentText.ascii(subject)
                + ", learned by policap from recorded traffic.");
        if (defaultDeny) {
            lines.add(closes());
        } else if (mode == Mode.AUDIT && byLabel) {
            lines.add("Mode audit: another policy selects this workload already, so this one asks for the label "
                    + AuditForm.ENFORCE_LABEL + ": \"true\" as well, which no pod carries; it neither opens nor closes"
                    + " anything.");
        } else if (mode == Mode.AUDIT) {
            lines.add("Mode audit: enableDefaultDeny is false for both directions, so nothing is cut, and Cilium"
                    + " reports which flows the rules cover. Needs Cilium 1.16 or newer; the annotation "
                    + AuditForm.AUDIT_ANNOTATION + " alone does nothing. DNS and HTTP rules send traffic through"
                    + " Cilium's proxy even in audit mode.");
        } else {
            lines.add(inForce());
        }
        return lines;
    }

    private static String inForce() {
        return "Mode enforce: closes the directions that have rules for everything else as soon as it is applied.";
    }

    private static String closes() {
        return "Second stage: closes both directions for every pod of the namespace, name resolution excepted. Apply it"
                + " after the first stage; alone it takes the namespace offline.";
    }
}
