package io.policap.emit.read;

import io.policap.infer.evaluate.ConnectionQuery;
import io.policap.infer.evaluate.Endpoint;
import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.RawObject;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** One line of a file of policies and queries whose verdicts came from other engines. */
final class VerdictCase {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> tree;
    private final Map<String, Labels> namespaces = new TreeMap<>();
    private final Map<String, Endpoint> endpoints = new TreeMap<>();

    @SuppressWarnings("unchecked")
    VerdictCase(String line) {
        tree = JSON.readValue(line, Map.class);
        for (Map<String, Object> namespace : objects(tree, "namespaces")) {
            Map<String, String> labels = new TreeMap<>(strings(namespace, "labels"));
            labels.put("kubernetes.io/metadata.name", (String) namespace.get("name"));
            namespaces.put((String) namespace.get("name"), Labels.of(labels));
        }
        for (Map<String, Object> pod : objects(tree, "pods")) {
            endpoints.put(pod.get("namespace") + "/" + pod.get("name"), pod(pod));
        }
        for (Map<String, Object> external : objects(tree, "externals")) {
            TreeSet<String> names = new TreeSet<>((List<String>) external.getOrDefault("fqdns", List.of()));
            endpoints.put(
                    (String) external.get("name"), new Endpoint.Address(Ip.parse((String) external.get("ip")), names));
        }
    }

    String id() {
        return (String) tree.get("id");
    }

    List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        for (Map<String, Object> policy : objects(tree, "policies")) {
            PolicyReading reading = PolicyReader.readTree(new RawObject(id(), policy));
            if (!reading.issues().isEmpty()) {
                throw new AssertionError(id() + ": " + reading.issues().list());
            }
            policies.addAll(reading.models());
        }
        return policies;
    }

    List<Map<String, Object>> queries() {
        return objects(tree, "queries");
    }

    ConnectionQuery query(Map<String, Object> query) {
        return new ConnectionQuery(
                endpoint((String) query.get("src")),
                endpoint((String) query.get("dst")),
                Protocol.valueOf((String) query.get("protocol")),
                ((Number) query.get("port")).intValue());
    }

    private Endpoint endpoint(String name) {
        if (name.startsWith("reserved:")) {
            return Endpoint.Reserved.of(
                    CiliumEntity.of(name.substring("reserved:".length())).orElseThrow(), List.of());
        }
        Endpoint endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new AssertionError(id() + ": no endpoint " + name);
        }
        return endpoint;
    }

    private Endpoint pod(Map<String, Object> pod) {
        List<ContainerPort> ports = new ArrayList<>();
        for (Map<String, Object> port : objects(pod, "ports")) {
            ports.add(new ContainerPort(
                    (String) port.get("name"),
                    ((Number) port.get("port")).intValue(),
                    Protocol.valueOf((String) port.get("protocol")),
                    0));
        }
        return new Endpoint.Pod(
                "default",
                (String) pod.get("namespace"),
                (String) pod.get("name"),
                Labels.of(strings(pod, "labels")),
                namespaces.get((String) pod.get("namespace")),
                (String) pod.getOrDefault("serviceAccount", ""),
                List.of(Ip.parse((String) pod.get("ip"))),
                ports,
                "node-1",
                false);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> tree, String field) {
        return (List<Map<String, Object>>) tree.getOrDefault(field, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> strings(Map<String, Object> tree, String field) {
        return (Map<String, String>) tree.getOrDefault(field, Map.of());
    }
}
