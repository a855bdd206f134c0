package io.policap.emit.render;

import io.policap.infer.intent.Mark;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Permission;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.from.PeerText;
import io.policap.infer.policy.from.RuleNote;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What a rule allows and how often it was seen, in words, without anything that differs between runs. */
final class RuleComment {
    private static final int NAMES_SHOWN = 5;
    private static final int REASON_WIDTH = 90;

    private RuleComment() {}

    /** The comment lines above a rule. */
    static List<String> of(PolicyType direction, RuleNote note) {
        return of(direction, note, peer(note));
    }

    /** The same for Cilium, whose entities cannot tell the control plane's nodes from the others. */
    static List<String> ofCilium(PolicyType direction, RuleNote note) {
        boolean everyNode = note.peer() instanceof Peer.Nodes nodes && nodes.controlPlane();
        return of(direction, note, everyNode ? "every node (only " + peer(note) + " were seen)" : peer(note));
    }

    private static List<String> of(PolicyType direction, RuleNote note, String peer) {
        List<String> lines = new ArrayList<>();
        lines.add((direction == PolicyType.INGRESS ? "from " : "to ") + peer + ":");
        for (Permission permission : note.permissions()) {
            lines.add("  " + permission.ports() + ", " + seen(permission) + marks(permission));
            for (String reason : permission.reasons()) {
                CommentText.wrap(reason, REASON_WIDTH).forEach(line -> lines.add("    " + line));
            }
        }
        return lines;
    }

    private static String peer(RuleNote note) {
        TreeSet<String> names = new TreeSet<>();
        note.permissions().forEach(permission -> names.addAll(permission.names()));
        String peer = CommentText.ascii(PeerText.of(note.peer()));
        if (names.isEmpty()) {
            return peer;
        }
        StringJoiner shown = new StringJoiner(", ");
        names.stream().limit(NAMES_SHOWN).forEach(name -> shown.add(CommentText.name(name)));
        String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return shown + more + " (" + peer + ")";
    }

    private static String seen(Permission permission) {
        long count = permission.evidence().count();
        if (count == 0) {
            return permission.marks().contains(Mark.DECIDED) ? "decided" : "not seen";
        }
        int observers = permission.evidence().observers().size();
        return "seen " + count + (count == 1 ? " time" : " times")
                + (observers == 0 ? "" : " by " + observers + (observers == 1 ? " node" : " nodes"));
    }

    private static String marks(Permission permission) {
        StringJoiner marks = new StringJoiner(", ", "; ", "");
        marks.setEmptyValue("");
        for (Mark mark : permission.marks()) {
            if (mark == Mark.DECIDED && permission.evidence().count() == 0) {
                continue;
            }
            marks.add(mark == Mark.PUBLIC_ENDPOINT ? "review: " + mark.text() : mark.text());
        }
        return marks.toString();
    }
}
