package io.policap.cli;

import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.Policy;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Asks an evaluator about every connection of the shop's universe that has a pod at one end at least. */
final class Admissions {
    private static final List<Integer> ICMP_TYPES = List.of(0, 3, 8, 13);
    private static final List<Integer> ICMPV6_TYPES = List.of(1, 128, 129);

    private Admissions() {}

    static Evaluator evaluator(List<Policy> policies, EvaluatorOptions.Dialect dialect) {
        ClusterView view = new ClusterView(
                WorkloadKey.DEFAULT_CLUSTER, ShopUniverse.inventory().services(), List.of(), List.of());
        return Evaluator.of(policies, view, EvaluatorOptions.DEFAULT.withNetworkPolicies(dialect));
    }

    /** A candidate and the question that it is to an evaluator. */
    record Candidate(AdmittedEdge edge, ConnectionQuery query) {}

    /** Every candidate with its decision. */
    static void all(Evaluator evaluator, Collection<Integer> ports, BiConsumer<Candidate, Decision> sink) {
        each(
                ShopUniverse.workloads(),
                ports,
                candidate -> sink.accept(candidate, evaluator.evaluate(candidate.query())));
    }

    /** Every candidate between these pods, and between them and what is no pod. */
    static void each(List<ShopUniverse.Pods> pods, Collection<Integer> ports, Consumer<Candidate> sink) {
        for (ShopUniverse.Pods client : pods) {
            for (ShopUniverse.Pods server : pods) {
                boolean self = client.equals(server);
                pair(
                        client.name(),
                        server.name(),
                        ports,
                        sink,
                        v6 -> client.seenFrom("", v6),
                        v6 -> self ? server.twin(v6) : server.seenFrom("", v6));
            }
            for (ShopUniverse.End other : ShopUniverse.notPods()) {
                String node = client.pod().node();
                pair(
                        client.name(),
                        other.name(),
                        ports,
                        sink,
                        v6 -> client.seenFrom("", v6),
                        v6 -> other.seenFrom(node, v6));
                pair(
                        other.name(),
                        client.name(),
                        ports,
                        sink,
                        v6 -> other.seenFrom(node, v6),
                        v6 -> client.seenFrom("", v6));
            }
        }
    }

    /** One end in either family. */
    interface Side {
        Endpoint in(boolean v6);
    }

    private static void pair(
            String from, String to, Collection<Integer> ports, Consumer<Candidate> sink, Side client, Side server) {
        for (Protocol protocol : Protocol.values()) {
            boolean v6 = protocol == Protocol.ICMPV6;
            Endpoint source = client.in(v6);
            Endpoint destination = server.in(v6);
            Collection<Integer> types = v6 ? ICMPV6_TYPES : ICMP_TYPES;
            for (int port : protocol.hasPorts() ? ports : types) {
                sink.accept(new Candidate(
                        new AdmittedEdge(from, to, protocol, port),
                        new ConnectionQuery(source, destination, protocol, port)));
            }
        }
    }
}
