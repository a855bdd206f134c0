package io.policap.infer.learn;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns connection classes into edges, and answers the questions whose direction the rest of the recording shows. */
final class Edges {
    /** A question that stayed open, with both of its ends. */
    record Undetermined(End left, End right, OpenQuestion question, ClassEvidence evidence) {}

    private final EndResolver ends;
    private final DeclaredPorts declared;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Undetermined> undetermined = new ArrayList<>();
    private final Map<ConnectionClass, List<Edge>> byClass = new HashMap<>();

    Edges(BaselineSnapshot snapshot, EndResolver ends, DeclaredPorts declared) {
        this.ends = ends;
        this.declared = declared;
        SortedMap<ConnectionClass, ClassEvidence> classes = new TreeMap<>(snapshot.classes());
        Set<String> served = served(classes);
        snapshot.questions().forEach((question, evidence) -> answer(question, evidence, served, classes));
        classes.forEach((type, evidence) -> {
            List<Edge> found = edgesOf(type, evidence);
            edges.addAll(found);
            if (snapshot.contents().containsKey(type)) {
                byClass.put(type, found);
            }
        });
    }

    private Set<String> served(SortedMap<ConnectionClass, ClassEvidence> classes) {
        Set<String> served = new TreeSet<>();
        classes.forEach((type, evidence) -> {
            if (evidence.isAnswered() || evidence.sum(Sign.HANDSHAKE) > 0) {
                edgesOf(type, evidence)
                        .forEach(edge -> served.add(serverKey(edge.server(), edge.protocol(), edge.port())));
            }
        });
        return served;
    }

    private List<Edge> edgesOf(ConnectionClass type, ClassEvidence evidence) {
        List<Edge> found = new ArrayList<>();
        End client = ends.client(type.client(), evidence.span());
        for (EndResolver.Target target : ends.servers(type.server(), type.protocol(), type.port(), evidence.span())) {
            found.add(new Edge(client, target.end(), type.protocol(), target.port(), behind(type, target), evidence));
        }
        return found;
    }

    /** The class as it would have been seen behind the service. */
    private static ConnectionClass behind(ConnectionClass type, EndResolver.Target target) {
        return target.party().isEmpty()
                ? type
                : new ConnectionClass(type.client(), target.party().get(), type.v6(), type.protocol(), target.port());
    }

    /** What is answered counts for the class that it is of, as if its direction had been known from the start. */
    private void answer(
            OpenQuestion question,
            ClassEvidence evidence,
            Set<String> served,
            SortedMap<ConnectionClass, ClassEvidence> classes) {
        List<Edge> ifRight = edgesOf(question.rightServes(), evidence);
        List<Edge> ifLeft = edgesOf(question.leftServes(), turned(evidence));
        boolean right = ifRight.stream().anyMatch(edge -> serves(edge, served));
        boolean left = ifLeft.stream().anyMatch(edge -> serves(edge, served));
        if (right == left) {
            undetermined.add(
                    new Undetermined(ifRight.get(0).client(), ifLeft.get(0).client(), question, evidence));
        } else if (right) {
            classes.merge(question.rightServes(), evidence, ClassEvidence::plus);
        } else {
            classes.merge(question.leftServes(), turned(evidence), ClassEvidence::plus);
        }
    }

    private boolean serves(Edge edge, Set<String> served) {
        return declared.declares(edge.server(), edge.protocol(), edge.port())
                || served.contains(serverKey(edge.server(), edge.protocol(), edge.port()));
    }

    private static String serverKey(End server, Protocol protocol, int port) {
        return Edge.text(server) + " " + protocol + " " + port;
    }

    /** The same evidence seen from the other end: its requests are answers and the other way round. */
    private static ClassEvidence turned(ClassEvidence evidence) {
        List<Observation> observations = new ArrayList<>();
        for (Observation observation : evidence.observations()) {
            SortedMap<Sign, Long> signs = new TreeMap<>();
            for (Map.Entry<Sign, Long> sign : observation.signs().entrySet()) {
                signs.merge(turned(sign.getKey()), sign.getValue(), Long::sum);
            }
            observations.add(new Observation(
                    observation.origin(), observation.observer(), Side.UNKNOWN, signs, observation.span()));
        }
        return new ClassEvidence(
                observations, evidence.buckets(), evidence.names(), evidence.authenticated(), evidence.contacts());
    }

    private static Sign turned(Sign sign) {
        switch (sign) {
            case REQUEST:
                return Sign.ANSWER;
            case ANSWER:
                return Sign.REQUEST;
            default:
                return sign;
        }
    }

    List<Edge> edges() {
        return edges;
    }

    /** The edges that came of a class of whose content something is known. */
    List<Edge> of(ConnectionClass type) {
        return byClass.getOrDefault(type, List.of());
    }

    List<Undetermined> undetermined() {
        return undetermined;
    }
}
