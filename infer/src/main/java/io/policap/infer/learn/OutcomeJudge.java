package io.policap.infer.learn;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Sign;
import io.policap.infer.intent.Mark;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.net.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides of each edge whether its connections were served (R2, R3). */
final class OutcomeJudge {
    /** Datagrams that have to be seen before one-way traffic counts (R2). */
    private static final long ONE_WAY_DATAGRAMS = 3;

    /** Failed destinations that make a client a scanner, when they also outnumber the good ones this many times. */
    private static final int SCAN_DESTINATIONS = 10;

    private static final int SCAN_RATIO = 3;

    private record ObservedEnd(String observer, End end) {}

    private final DeclaredPorts declared;
    private final boolean learnDenied;
    private final Set<ObservedEnd> repliesReported = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Map<End, int[]> failedAndGood = new HashMap<>();

    OutcomeJudge(List<Edge> edges, DeclaredPorts declared, boolean learnDenied) {
        this.declared = declared;
        this.learnDenied = learnDenied;
        for (Edge edge : edges) {
            for (Observation observation : edge.evidence().observations()) {
                if (repliesIn(observation)) {
                    repliesReported.add(new ObservedEnd(observation.observer(), reporter(edge)));
                }
            }
        }
        for (Edge edge : edges) {
            Outcome.Kind kind = alone(edge).kind();
            if (isAnswered(edge.evidence())) {
                answered.add(edge.describe());
            }
            int[] counts = failedAndGood.computeIfAbsent(edge.client(), client -> new int[2]);
            if (kind == Outcome.Kind.REFUSED || kind == Outcome.Kind.UNANSWERED) {
                counts[0]++;
            } else if (kind == Outcome.Kind.SERVED && (edge.protocol() != Protocol.TCP || hasData(edge.evidence()))) {
                counts[1]++;
            }
        }
    }

    /** Whether a client failed at many destinations and hardly talked to any. */
    boolean isScanner(End client) {
        int[] counts = failedAndGood.getOrDefault(client, new int[2]);
        return counts[0] >= SCAN_DESTINATIONS && counts[0] >= SCAN_RATIO * counts[1];
    }

    /** The destinations at which a client failed. */
    int failedDestinations(End client) {
        return failedAndGood.getOrDefault(client, new int[2])[0];
    }

    Outcome judge(Edge edge) {
        Outcome outcome = alone(edge);
        boolean failed = outcome.kind() == Outcome.Kind.REFUSED || outcome.kind() == Outcome.Kind.UNANSWERED;
        if (failed && answered.contains(edge.describe())) {
            // Another label generation, or packets whose direction was told apart, got answers on the same edge.
            outcome = Outcome.served();
        }
        boolean scanned = isScanner(edge.client()) && !hasData(edge.evidence()) && edge.protocol() == Protocol.TCP;
        if (scanned
                && (outcome.isServed()
                        || outcome.kind() == Outcome.Kind.REFUSED
                        || outcome.kind() == Outcome.Kind.UNANSWERED)) {
            return Outcome.of(Outcome.Kind.SCANNED);
        }
        return outcome;
    }

    private Outcome alone(Edge edge) {
        ClassEvidence evidence = edge.evidence();
        if (isAnswered(evidence)) {
            return Outcome.served();
        }
        if (evidence.sum(Sign.RESET) + evidence.sum(Sign.UNREACHABLE) > 0) {
            return Outcome.of(Outcome.Kind.REFUSED);
        }
        // A denial beats what let the same packets pass before: the client's end sees them leave in any case.
        if (evidence.sum(Sign.EXPLICITLY_DENIED) > 0) {
            return Outcome.of(Outcome.Kind.EXPLICITLY_DENIED);
        }
        if (evidence.sum(Sign.DENIED) > 0) {
            return learnDenied ? Outcome.served(Mark.DENIED) : Outcome.of(Outcome.Kind.DENIED);
        }
        if (evidence.sum(Sign.VERDICT) > 0) {
            return Outcome.served(Mark.VERDICT_ONLY);
        }
        long datagrams = evidence.most(Sign.REQUEST) + evidence.most(Sign.REQUEST_DATA);
        return withoutAnswer(edge, datagrams);
    }

    private Outcome withoutAnswer(Edge edge, long datagrams) {
        if (edge.protocol() == Protocol.UDP && datagrams >= ONE_WAY_DATAGRAMS) {
            return declared.isKnownUndeclared(edge.server(), edge.protocol(), edge.port())
                    ? Outcome.of(Outcome.Kind.ONE_WAY_UNDECLARED)
                    : Outcome.served(Mark.ONE_WAY);
        }
        for (Observation observation : edge.evidence().observations()) {
            if (repliesReported.contains(new ObservedEnd(observation.observer(), reporter(edge)))) {
                return Outcome.of(Outcome.Kind.UNANSWERED);
            }
        }
        return Outcome.served(Mark.VERDICT_ONLY);
    }

    /** The end whose replies an observer would report too: the client workload, else the server's. */
    private static End reporter(Edge edge) {
        return edge.client() instanceof End.Workloads ? edge.client() : edge.server();
    }

    private static boolean repliesIn(Observation observation) {
        return observation.count(Sign.ANSWER)
                        + observation.count(Sign.ANSWER_DATA)
                        + observation.count(Sign.RESET)
                        + observation.count(Sign.RESPONSE)
                > 0;
    }

    private static boolean isAnswered(ClassEvidence evidence) {
        return evidence.sum(Sign.ANSWER) + evidence.sum(Sign.ANSWER_DATA) + evidence.sum(Sign.RESPONSE) > 0;
    }

    private static boolean hasData(ClassEvidence evidence) {
        return evidence.sum(Sign.REQUEST_DATA) + evidence.sum(Sign.ANSWER_DATA) + evidence.sum(Sign.RESPONSE) > 0;
    }
}
