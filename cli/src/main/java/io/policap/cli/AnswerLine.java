package io.policap.cli;

import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Outcome;
import io.policap.infer.evaluate.SideDecision;

/** A query's line with its answer added. */
final class AnswerLine {
    private AnswerLine() {}

    /** The object of the line with {@code egress}, {@code ingress} and {@code verdict} behind its own fields. */
    static String of(String line, Decision decision) {
        String object = line.strip();
        String open = object.substring(0, object.lastIndexOf('}')).stripTrailing();
        StringBuilder answer = new StringBuilder(open);
        field(answer, "egress", decision.egress());
        field(answer, "ingress", decision.ingress());
        return answer.append(",\"verdict\":\"")
                .append(CanCommand.text(decision.verdict()))
                .append("\"}")
                .toString();
    }

    private static void field(StringBuilder answer, String name, SideDecision side) {
        if (side.outcome() != Outcome.ABSENT) {
            answer.append(",\"")
                    .append(name)
                    .append("\":\"")
                    .append(CanCommand.text(side.outcome()))
                    .append('"');
        }
    }
}
