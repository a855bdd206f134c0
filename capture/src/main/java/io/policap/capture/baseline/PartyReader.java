package io.policap.capture.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the ends of connections; equal ones become one object, as most classes share their ends. */
final class PartyReader {
    private final JsonCursor cursor;
    private final Map<Party, Party> known = new HashMap<>();

    PartyReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    private final class Fields {
        private String kind = "";
        private String cluster = WorkloadKey.DEFAULT_CLUSTER;
        private String namespace = "";
        private String name = "";
        private String address = "";
        private Labels labels = Labels.NONE;
        private boolean own;
        private boolean apiServer;
        private boolean outside;

        private boolean read(String key) {
            switch (key) {
                case "kind" -> kind = cursor.text(key);
                case "cluster" -> cluster = cursor.text(key);
                case "namespace" -> namespace = cursor.text(key);
                case "name" -> name = cursor.text(key);
                case "address", "block" -> address = cursor.text(key);
                case "labels" -> labels = labels();
                case "own" -> own = cursor.flag(key);
                case "apiServer" -> apiServer = cursor.flag(key);
                case "outside" -> outside = cursor.flag(key);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private Party party() {
            return switch (kind) {
                case "pods" -> Party.Pods.of(cluster, namespace, labels);
                case "pod" -> new Party.NamedPod(new PodKey(cluster, namespace, name));
                case "node" -> new Party.Node(Ip.parse(address), own, apiServer);
                case "ingress-proxy" -> new Party.IngressProxy();
                case "address" -> new Party.Address(Cidr.parse(address), outside);
                default -> throw new DamagedException("the kind of an end is none that is known here");
            };
        }
    }

    Party read(String what) {
        Fields fields = new Fields();
        cursor.object(what, fields::read);
        Party party = fields.party();
        return known.computeIfAbsent(party, same -> same);
    }

    /** Labels as an object, or as a list of pairs. */
    Labels labels() {
        TreeMap<String, String> labels = new TreeMap<>();
        if (cursor.isArray()) {
            cursor.array("labels", () -> pair(labels));
        } else {
            cursor.object("labels", key -> {
                put(labels, key, cursor.text("a label"));
                return true;
            });
        }
        return Labels.of(labels);
    }

    private void pair(Map<String, String> labels) {
        List<String> pair = new ArrayList<>(2);
        cursor.array("a label", () -> {
            if (pair.size() == 2) {
                throw new DamagedException("a label is not a pair");
            }
            pair.add(cursor.text("a label"));
        });
        if (pair.size() != 2) {
            throw new DamagedException("a label is not a pair");
        }
        put(labels, pair.get(0), pair.get(1));
    }

    private static void put(Map<String, String> labels, String key, String value) {
        if (labels.put(key, value) != null) {
            throw new DamagedException("a label stands twice");
        }
    }
}
