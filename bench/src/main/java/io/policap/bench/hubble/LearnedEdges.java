package io.policap.bench.hubble;

import io.policap.bench.generator.EdgeTruth;
import io.policap.bench.generator.FlowSample;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Party;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A baseline in the words of a generated cluster's truth: how many flows it has of each pair of workloads, node by node. */
final class LearnedEdges {
    private LearnedEdges() {}

    /** What is between pods, or from pods to the outside by name; noise and denied connections left out. */
    static SortedMap<SeenEdge, Long> of(BaselineSnapshot baseline) {
        SortedMap<SeenEdge, Long> learned = new TreeMap<>();
        baseline.classes()
                .forEach((type, evidence) -> key(type, evidence)
                        .ifPresent(key -> evidence.observations()
                                .forEach(seen ->
                                        learned.merge(new SeenEdge(key, seen.observer()), seen.total(), Long::sum))));
        return learned;
    }

    private static Optional<EdgeTruth.Key> key(ConnectionClass type, ClassEvidence evidence) {
        Optional<String> client = workload(type.client());
        Optional<String> server =
                type.server() instanceof Party.Address && !evidence.names().isEmpty()
                        ? Optional.of("fqdn:" + evidence.names().first())
                        : workload(type.server());
        if (client.isEmpty() || server.isEmpty() || FlowSample.isDenied(type.port())) {
            return Optional.empty();
        }
        return Optional.of(
                new EdgeTruth.Key(client.get(), server.get(), type.protocol().name(), type.port(), type.v6() ? 6 : 4));
    }

    private static Optional<String> workload(Party party) {
        if (!(party instanceof Party.Pods pods)) {
            return Optional.empty();
        }
        Map<String, String> labels = pods.labels().map();
        for (String name : new String[] {"app", "app.kubernetes.io/name", "k8s-app"}) {
            String value = labels.get(name);
            if (value != null) {
                return Optional.of(pods.namespace() + "/" + value);
            }
        }
        return Optional.empty();
    }
}
