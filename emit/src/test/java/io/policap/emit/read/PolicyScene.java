package io.policap.emit.read;

import io.policap.infer.evaluate.ClusterView;
import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Decision;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions;
import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Policies as text and a small cluster to ask about: the pods {@code shop/web} (app=web, port http 8080), {@code shop/db}
 * (app=db), {@code ops/prom} (app=prom) on node n1, {@code ops/agent} on the network of n1; addresses; {@code reserved:X}.
 */
final class PolicyScene {
    private final Evaluator evaluator;

    private PolicyScene(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static PolicyScene of(String... policies) {
        return of(EvaluatorOptions.DEFAULT, policies);
    }

    static PolicyScene of(EvaluatorOptions options, String... policies) {
        PolicyReading reading = PolicyReaderTest.read(String.join("\n---\n", policies));
        if (reading.malformed() > 0) {
            throw new AssertionError(reading.issues().list());
        }
        ServiceRecord service = new ServiceRecord(
                "default",
                "shop",
                "db",
                "ClusterIP",
                List.of(),
                List.of(),
                Labels.of(Map.of("app", "db")),
                List.of(),
                "");
        ClusterView view = new ClusterView("default", List.of(service), List.of(), reading.cidrGroups());
        return new PolicyScene(Evaluator.of(reading.models(), view, options));
    }

    /** A CiliumNetworkPolicy for shop/web with this spec, written as a flow mapping without braces. */
    static String cilium(String rules) {
        return "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: shop}, "
                + "spec: {endpointSelector: {matchLabels: {app: web}}, " + rules + "}}";
    }

    /** A CiliumClusterwideNetworkPolicy for all pods called web. */
    static String clusterwide(String rules) {
        return "{apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: c}, "
                + "spec: {endpointSelector: {matchLabels: {app: web}}, " + rules + "}}";
    }

    /** A NetworkPolicy for shop/web. */
    static String kubernetes(String rules) {
        return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n, namespace: shop}, "
                + "spec: {podSelector: {matchLabels: {app: web}}, " + rules + "}}";
    }

    /** The answer for a new connection, the port written as {@code 80/TCP} or {@code 8/ICMP}. */
    Decision ask(String source, String destination, String port) {
        String[] parts = port.split("/", 2);
        return evaluator.evaluate(new ConnectionQuery(
                endpoint(source), endpoint(destination), Protocol.valueOf(parts[1]), Integer.parseInt(parts[0])));
    }

    /** The verdict as a word. */
    String verdict(String source, String destination, String port) {
        return ask(source, destination, port).verdict().name().toLowerCase(Locale.ROOT);
    }

    List<String> issues() {
        return evaluator.issues().stream().map(issue -> issue.message()).toList();
    }

    private static Endpoint endpoint(String name) {
        if (name.startsWith("reserved:")) {
            CiliumEntity entity =
                    CiliumEntity.of(name.substring("reserved:".length())).orElseThrow();
            return Endpoint.Reserved.of(entity, List.of(Ip.parse("10.0.0.1")));
        }
        switch (name) {
            case "shop/web":
                return pod("shop", "web", "default", false, "10.244.1.1");
            case "shop/db":
                return pod("shop", "db", "default", false, "10.244.1.2");
            case "ops/prom":
                return pod("ops", "prom", "default", false, "10.244.2.1");
            case "ops/web":
                return pod("ops", "web", "default", false, "10.244.2.2");
            case "ops/agent":
                return pod("ops", "agent", "default", true, "10.0.0.1");
            case "east/db":
                return pod("shop", "db", "east", false, "10.245.1.2");
            default:
                String[] parts = name.split("=", 2);
                TreeSet<String> names = new TreeSet<>(parts.length == 2 ? List.of(parts[0]) : List.of());
                return new Endpoint.Address(Ip.parse(parts[parts.length - 1]), names);
        }
    }

    private static Endpoint pod(String namespace, String app, String cluster, boolean hostNetwork, String address) {
        Map<String, String> labels = new TreeMap<>(Map.of("app", app, "pod-template-hash", "abc"));
        List<ContainerPort> ports = List.of(
                new ContainerPort("http", app.equals("web") ? 8080 : 80, Protocol.TCP, 0),
                new ContainerPort("dns", 53, Protocol.UDP, 0));
        return new Endpoint.Pod(
                cluster,
                namespace,
                app + "-1",
                Labels.of(labels),
                Labels.of(Map.of("kubernetes.io/metadata.name", namespace, "team", namespace)),
                "sa-" + app,
                List.of(Ip.parse(address)),
                ports,
                "n1",
                hostNetwork);
    }
}
