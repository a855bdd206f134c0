package io.policap.infer.learn;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Sign;
import io.policap.infer.intent.Mark;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.learn.edge.Outcome;
import io.policap.infer.net.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides of each edge whether its connections were served (R2, R3). */
final class OutcomeJudge {
    /** Datagrams that have to be seen before one-way traffic counts (R2). */
    private static final long ONE_WAY_DATAGRAMS = 3;

    private record ObservedEnd(Origin origin, String observer, End end) {
        private static ObservedEnd of(Observation observation, Edge edge) {
            return new ObservedEnd(observation.origin(), observation.observer(), reporter(edge));
        }
    }

    private final DeclaredPorts declared;
    private final boolean learnDenied;
    private final JointEvidence evidence;
    private final Scans scans = new Scans();
    private final Set<ObservedEnd> repliesReported = new HashSet<>();
    private final Set<ObservedEnd> answersTraced = new HashSet<>();
    private final Set<ObservedEnd> answersAround = new HashSet<>();
    private final Set<String> servedPorts = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> opened = new HashSet<>();

    OutcomeJudge(List<Edge> edges, DeclaredPorts declared, boolean learnDenied) {
        this.declared = declared;
        this.learnDenied = learnDenied;
        this.evidence = new JointEvidence(edges);
        for (Edge edge : edges) {
            for (Observation observation : edge.evidence().observations()) {
                if (answerPacketsIn(observation)) {
                    answersTraced.add(ObservedEnd.of(observation, edge));
                    answersAround.add(new ObservedEnd(observation.origin(), observation.observer(), edge.client()));
                    answersAround.add(new ObservedEnd(observation.origin(), observation.observer(), edge.server()));
                }
                if (answerPacketsIn(observation) || observation.count(Sign.RESPONSE) > 0) {
                    repliesReported.add(ObservedEnd.of(observation, edge));
                }
            }
            if (edge.evidence().isAnswered()) {
                servedPorts.add(port(edge));
            }
        }
        for (Edge edge : edges) {
            Outcome.Kind kind = alone(edge).kind();
            if (edge.evidence().isAnswered()) {
                answered.add(edge.describe());
            }
            if (edge.evidence().sum(Sign.HANDSHAKE) > 0) {
                opened.add(edge.describe());
            }
            if (kind == Outcome.Kind.REFUSED || kind == Outcome.Kind.UNANSWERED) {
                scans.failed(edge);
            } else if (kind == Outcome.Kind.SERVED && (edge.protocol() != Protocol.TCP || hasData(edge))) {
                scans.talked(edge);
            }
        }
    }

    Scans scans() {
        return scans;
    }

    Outcome judge(Edge edge) {
        Outcome outcome = alone(edge);
        boolean failed = outcome.kind() == Outcome.Kind.REFUSED || outcome.kind() == Outcome.Kind.UNANSWERED;
        // Another label generation, or packets whose direction was told apart, got through on the same edge.
        if (failed && answered.contains(edge.describe())) {
            outcome = Outcome.served();
        } else if (failed && opened.contains(edge.describe())) {
            outcome = Outcome.served(Mark.HANDSHAKE_ONLY);
        }
        boolean scanned = edge.protocol() == Protocol.TCP && scans.isScanner(edge.client()) && !hasData(edge);
        if (scanned
                && (outcome.isServed()
                        || outcome.kind() == Outcome.Kind.REFUSED
                        || outcome.kind() == Outcome.Kind.UNANSWERED)) {
            return Outcome.of(Outcome.Kind.SCANNED);
        }
        return outcome;
    }

    private Outcome alone(Edge edge) {
        ClassEvidence seen = evidence.of(edge);
        if (seen.isAnswered()) {
            return Outcome.served();
        }
        if (seen.sum(Sign.HANDSHAKE) > 0) {
            return Outcome.served(Mark.HANDSHAKE_ONLY);
        }
        if (isTaken(edge, seen)) {
            return Outcome.served(Mark.VERDICT_ONLY);
        }
        if (seen.sum(Sign.RESET) > 0 || seen.sum(Sign.UNREACHABLE) > 0) {
            return Outcome.of(Outcome.Kind.REFUSED);
        }
        // A denial beats what let the same packets pass before: the client's end sees them leave in any case.
        if (seen.sum(Sign.EXPLICITLY_DENIED) > 0) {
            return Outcome.of(Outcome.Kind.EXPLICITLY_DENIED);
        }
        if (seen.sum(Sign.DENIED) > 0) {
            return learnDenied ? Outcome.served(Mark.DENIED) : Outcome.of(Outcome.Kind.DENIED);
        }
        if (seen.sum(Sign.VERDICT) > 0 && !isVisiblyUnanswered(edge, seen)) {
            return Outcome.served(Mark.VERDICT_ONLY);
        }
        return withoutAnswer(edge, seen);
    }

    /**
     * Whether an observer also saw the packets of a connection that a policy let pass, and would have seen its answers:
     * it reports the packets of answers to the same client, and saw none here.
     */
    private boolean isVisiblyUnanswered(Edge edge, ClassEvidence seen) {
        for (Observation observation : seen.observations()) {
            if (observation.requests() > 0 && answersTraced.contains(ObservedEnd.of(observation, edge))) {
                return true;
            }
        }
        return false;
    }

    private Outcome withoutAnswer(Edge edge, ClassEvidence seen) {
        if (edge.protocol() == Protocol.UDP && datagrams(seen) >= ONE_WAY_DATAGRAMS) {
            return declared.isKnownUndeclared(edge.server(), edge.protocol(), edge.port())
                    ? Outcome.of(Outcome.Kind.ONE_WAY_UNDECLARED)
                    : Outcome.served(Mark.ONE_WAY);
        }
        if (isLeftover(edge, seen)) {
            return Outcome.of(Outcome.Kind.UNANSWERED);
        }
        for (Observation observation : seen.observations()) {
            if (repliesReported.contains(ObservedEnd.of(observation, edge))) {
                return Outcome.of(Outcome.Kind.UNANSWERED);
            }
        }
        // Hubble may leave answers out; a capture shows what there was.
        return seen.has(Origin.PACKETS) && !seen.has(Origin.HUBBLE)
                ? Outcome.of(Outcome.Kind.UNANSWERED)
                : Outcome.served(Mark.VERDICT_ONLY);
    }

    /**
     * Whether this is the end of connections that others opened: Cilium forgets a connection before its last segments
     * came, and then takes who sent them for the client. It shows where nobody opened one, nobody answered though the
     * observer reports the answers of one of the ends, and nobody is known to listen there.
     */
    private boolean isLeftover(Edge edge, ClassEvidence seen) {
        if (edge.protocol() != Protocol.TCP || isListener(edge)) {
            return false;
        }
        boolean around = false;
        for (Observation observation : seen.observations()) {
            if (observation.origin() != Origin.HUBBLE || later(observation) != observation.total()) {
                return false;
            }
            around |= answersAround.contains(
                            new ObservedEnd(observation.origin(), observation.observer(), edge.client()))
                    || answersAround.contains(
                            new ObservedEnd(observation.origin(), observation.observer(), edge.server()));
        }
        return around;
    }

    /**
     * Whether a client that had opened its connections before the recording, or whose opening was not reported, went on
     * with them: it can only do so if the server took them. Who the client is, is sure where somebody listens there.
     */
    private boolean isTaken(Edge edge, ClassEvidence seen) {
        boolean later = false;
        for (Observation observation : seen.observations()) {
            later |= observation.origin() == Origin.HUBBLE && later(observation) > 0;
        }
        return later && edge.protocol() == Protocol.TCP && isListener(edge);
    }

    /** Segments of the client after its connection was opened. */
    private static long later(Observation observation) {
        return observation.count(Sign.CONTINUED) + observation.count(Sign.REQUEST_DATA);
    }

    /** Whether the server declares the port, or answered somebody there. */
    private boolean isListener(Edge edge) {
        return declared.declares(edge.server(), edge.protocol(), edge.port()) || servedPorts.contains(port(edge));
    }

    private static String port(Edge edge) {
        return Edge.text(edge.server()) + " " + edge.protocol() + " " + edge.port();
    }

    /** Unanswered datagrams by the best observer; each kind of source has seen the same ones. */
    private static long datagrams(ClassEvidence seen) {
        long most = 0;
        for (Origin origin : Origin.values()) {
            most = Math.max(most, seen.most(origin, Sign.REQUEST) + seen.most(origin, Sign.REQUEST_DATA));
        }
        return most;
    }

    /** The end whose replies an observer would report too: the client workload, else the server's. */
    private static End reporter(Edge edge) {
        return edge.client() instanceof End.Workloads ? edge.client() : edge.server();
    }

    private static boolean answerPacketsIn(Observation observation) {
        return observation.count(Sign.ANSWER) > 0
                || observation.count(Sign.ANSWER_DATA) > 0
                || observation.count(Sign.RESET) > 0
                || observation.count(Sign.HANDSHAKE) > 0;
    }

    /** Whether data was seen; captures call it an answer only where there was some. */
    private boolean hasData(Edge edge) {
        ClassEvidence seen = evidence.of(edge);
        return seen.sum(Sign.REQUEST_DATA) > 0
                || seen.sum(Sign.L7_REQUEST) > 0
                || seen.sum(Sign.ANSWER_DATA) > 0
                || seen.sum(Sign.RESPONSE) > 0
                || seen.most(Origin.PACKETS, Sign.ANSWER) > 0;
    }
}
