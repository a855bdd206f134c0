package io.policap.cli.query;

import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.evaluate.SideDecision;
import java.util.Locale;

/** A query's line with its answer added. */
public final class AnswerLine {
    private AnswerLine() {}

    /** The object of the line with {@code egress}, {@code ingress} and {@code verdict} behind its own fields. */
    public static String of(String line, Decision decision) {
        String object = line.strip();
        String open = object.substring(0, object.lastIndexOf('}')).stripTrailing();
        StringBuilder answer = new StringBuilder(open);
        field(answer, "egress", decision.egress());
        field(answer, "ingress", decision.ingress());
        return answer.append(",\"verdict\":\"")
                .append(text(decision.verdict()))
                .append("\"}")
                .toString();
    }

    /** An outcome in the words of an answer. */
    public static String text(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static void field(StringBuilder answer, String name, SideDecision side) {
        if (side.outcome() != Outcome.ABSENT) {
            answer.append(",\"")
                    .append(name)
                    .append("\":\"")
                    .append(text(side.outcome()))
                    .append('"');
        }
    }
}
