package io.policap.capture.decision;

import io.policap.infer.decision.Decision;
import io.policap.infer.decision.Decisions;
import io.policap.infer.decision.EndName;
import io.policap.infer.decision.WorkloadName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds decisions about the same thing, of which nobody could tell which one counts. */
final class Duplicates {
    private final ErrorLog errors;

    Duplicates(ErrorLog errors) {
        this.errors = errors;
    }

    void find(List<Decision> decisions) {
        Map<String, List<Decision>> alike = new LinkedHashMap<>();
        for (Decision decision : new Decisions(decisions).list()) {
            List<Decision> before = alike.computeIfAbsent(about(decision), key -> new ArrayList<>());
            Optional<Decision> same =
                    before.stream().filter(other -> overlap(other, decision)).findFirst();
            same.ifPresent(other -> errors.add(
                    decision.place(),
                    other.kind().equals(decision.kind())
                            ? "the same was decided in " + other.place() + "; remove one"
                            : "this contradicts '" + other.kind() + "' in " + other.place() + "; remove one"));
            before.add(decision);
        }
    }

    /** What a decision is about, roughly: what differs here never overlaps. */
    private static String about(Decision decision) {
        if (decision instanceof Decision.Deny deny) {
            return "edge " + about(deny.from()) + " " + about(deny.to());
        }
        if (decision instanceof Decision.Allow allow) {
            return "edge " + about(allow.from()) + " " + about(allow.to());
        }
        if (decision instanceof Decision.Widen widen) {
            return "widen " + about(widen.workload()) + " " + widen.direction() + " " + about(widen.to());
        }
        if (decision instanceof Decision.IgnoredNamespace ignored) {
            return "namespace " + ignored.namespace();
        }
        return decision.kind() + " " + about(workload(decision));
    }

    private static String about(EndName end) {
        return end instanceof EndName.Workload workload ? about(workload.workload()) : end.text();
    }

    private static String about(WorkloadName workload) {
        return workload.namespace() + "/" + workload.name();
    }

    private static WorkloadName workload(Decision decision) {
        if (decision instanceof Decision.Selector selector) {
            return selector.workload();
        }
        if (decision instanceof Decision.Authentication authentication) {
            return authentication.workload();
        }
        if (decision instanceof Decision.Headers headers) {
            return headers.workload();
        }
        return ((Decision.PublicEndpoint) decision).workload();
    }

    private static boolean overlap(Decision one, Decision other) {
        if (one instanceof Decision.IgnoredNamespace) {
            return true;
        }
        if (one instanceof Decision.Widen mine && other instanceof Decision.Widen theirs) {
            return mine.workload().overlaps(theirs.workload()) && Decision.overlap(mine.ports(), theirs.ports());
        }
        if (one instanceof Decision.Headers mine && other instanceof Decision.Headers theirs) {
            return mine.workload().overlaps(theirs.workload()) && Decision.overlap(mine.ports(), theirs.ports());
        }
        if (one instanceof Decision.PublicEndpoint mine && other instanceof Decision.PublicEndpoint theirs) {
            return mine.workload().overlaps(theirs.workload()) && Decision.overlap(mine.ports(), theirs.ports());
        }
        return isEdge(one) ? edgesOverlap(one, other) : workload(one).overlaps(workload(other));
    }

    private static boolean isEdge(Decision decision) {
        return decision instanceof Decision.Deny || decision instanceof Decision.Allow;
    }

    private static boolean edgesOverlap(Decision one, Decision other) {
        Decision.Deny mine = edge(one);
        Decision.Deny theirs = edge(other);
        return overlap(mine.from(), theirs.from())
                && overlap(mine.to(), theirs.to())
                && Decision.overlap(mine.ports(), theirs.ports());
    }

    private static Decision.Deny edge(Decision decision) {
        return decision instanceof Decision.Allow allow
                ? new Decision.Deny(allow.place(), allow.from(), allow.to(), allow.ports(), allow.reason())
                : (Decision.Deny) decision;
    }

    /** Of two ends that are called alike. */
    private static boolean overlap(EndName one, EndName other) {
        return !(one instanceof EndName.Workload mine)
                || !(other instanceof EndName.Workload theirs)
                || mine.workload().overlaps(theirs.workload());
    }
}
