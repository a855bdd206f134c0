package io.policap.cli;

import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What really happened in the shop, and what of it was meant to: {@code truth.json}. */
final class ShopTruth {
    /** Whether a policy should let it pass. */
    enum Status {
        INTENDED,
        INFRA,
        UNWANTED
    }

    /**
     * One recorded edge; by its keys, as two ids can be one rule and one id can need several.
     *
     * @param id the id in the file
     * @param status what should become of it
     * @param keys every admission that it stands for
     * @param range the dynamic ports, first and last, or empty
     */
    record Edge(String id, Status status, Set<AdmittedEdge> keys, List<Integer> range) {}

    private static final JsonNode TREE = Shop.json(Shop.file("truth.json"));

    private ShopTruth() {}

    /** Every edge; that of the dynamic ports with the ports seen. */
    static List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (JsonNode edge : TREE.get("edges")) {
            Set<AdmittedEdge> keys = new TreeSet<>();
            for (String from : ends(edge.get("from"))) {
                for (String to : ends(edge.get("to"))) {
                    for (int port : ports(edge)) {
                        keys.add(new AdmittedEdge(from, to, protocol(edge), port));
                    }
                }
            }
            edges.add(new Edge(
                    edge.get("id").asString(),
                    Status.valueOf(edge.get("status").asString().toUpperCase(java.util.Locale.ROOT)),
                    keys,
                    range(edge)));
        }
        return edges;
    }

    /** The edges of that status of which a capture shows a packet at least. */
    static List<Edge> visibleIn(String capture, Status status) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode edge : TREE.get("edges")) {
            if (edge.path("visible_in").has(capture)) {
                ids.add(edge.get("id").asString());
            }
        }
        return edges(status).stream().filter(edge -> ids.contains(edge.id())).toList();
    }

    static List<Edge> edges(Status status) {
        return edges().stream().filter(edge -> edge.status() == status).toList();
    }

    private static List<String> ends(JsonNode end) {
        List<String> names = new ArrayList<>();
        switch (end.get("kind").asString()) {
            case "workload":
                names.add(end.get("namespace").asString() + "/"
                        + end.get("workload").asString());
                break;
            case "host":
                end.get("ips").forEach(ip -> names.add("node " + ip.asString()));
                break;
            case "fqdn":
                end.get("ips").forEach(ip -> names.add(ip.asString()));
                break;
            case "service":
                // Nothing stands behind it; the test asks about the port itself.
                break;
            default:
                names.add(end.get("cidr").asString().replace("/32", ""));
        }
        return names;
    }

    private static Protocol protocol(JsonNode edge) {
        return Protocol.valueOf(edge.get("proto").asString().toUpperCase(java.util.Locale.ROOT));
    }

    private static Set<Integer> ports(JsonNode edge) {
        Set<Integer> ports = new TreeSet<>();
        if (edge.has("port_range")) {
            List<Integer> range = range(edge);
            ShopFlows.serverPorts().stream()
                    .filter(port -> port >= range.get(0) && port <= range.get(1))
                    .forEach(ports::add);
        } else if (edge.has("ports")) {
            edge.get("ports").forEach(port -> ports.add(port.intValue()));
        } else if (protocol(edge) == Protocol.ICMP) {
            ports.add(8);
        } else if (protocol(edge) == Protocol.ICMPV6) {
            ports.add(128);
        } else {
            ports.add(edge.get("port").intValue());
        }
        return ports;
    }

    private static List<Integer> range(JsonNode edge) {
        List<Integer> range = new ArrayList<>();
        if (edge.has("port_range")) {
            edge.get("port_range").forEach(port -> range.add(port.intValue()));
        }
        return range;
    }

    /** Every port the file names: targets, services', nodes', of scans, and the dynamic range's ends. */
    static Set<Integer> ports() {
        Set<Integer> ports = new TreeSet<>();
        for (JsonNode edge : TREE.get("edges")) {
            for (String field : List.of("port", "service_port", "node_port")) {
                if (edge.hasNonNull(field)) {
                    ports.add(edge.get(field).intValue());
                }
            }
            ports.addAll(ports(edge));
            ports.addAll(range(edge));
        }
        return ports;
    }

    /** The DNS names that lead to an address: what a service of type ExternalName is called is one of them. */
    static SortedSet<String> namesOf(String address) {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode edge : TREE.get("edges")) {
            JsonNode to = edge.get("to");
            if (to.get("kind").asString().equals("fqdn") && ends(to).contains(address)) {
                names.add(to.get("fqdn").asString());
                if (edge.has("service")) {
                    String[] service = edge.get("service").asString().split("/");
                    names.add(service[1] + "." + service[0] + ".svc.cluster.local");
                }
            }
        }
        return names;
    }

    /** Every address outside the cluster that the file names. */
    static Set<String> outside() {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode edge : TREE.get("edges")) {
            for (JsonNode end : List.of(edge.get("from"), edge.get("to"))) {
                if (!List.of("workload", "host").contains(end.get("kind").asString())) {
                    addresses.addAll(ends(end));
                }
            }
        }
        return addresses;
    }
}
