package io.policap.infer.evaluate;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.cilium.CiliumEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The labels that an endpoint's identity has in Cilium, spelled with their source, and its addresses and names. */
final class NaiveIdentity {
    final Map<String, String> labels = new TreeMap<>();
    final List<Ip> addresses = new ArrayList<>();
    final Set<String> names = new TreeSet<>();

    NaiveIdentity(Endpoint endpoint, Endpoint other) {
        if (endpoint instanceof Endpoint.Pod pod && !pod.hostNetwork()) {
            for (Map.Entry<String, String> label : pod.labels().map().entrySet()) {
                // The default label filter; the random labels hold no other that it drops.
                if (!label.getKey().equals("pod-template-hash")) {
                    labels.put("k8s:" + label.getKey(), label.getValue());
                }
            }
            for (Map.Entry<String, String> label : pod.namespaceLabels().map().entrySet()) {
                labels.put("k8s:io.cilium.k8s.namespace.labels." + label.getKey(), label.getValue());
            }
            labels.put("k8s:io.kubernetes.pod.namespace", pod.namespace());
            labels.put("k8s:io.cilium.k8s.policy.cluster", pod.cluster());
            if (!pod.serviceAccount().isEmpty()) {
                labels.put("k8s:io.cilium.k8s.policy.serviceaccount", pod.serviceAccount());
            }
        } else if (endpoint instanceof Endpoint.Pod node) {
            boolean same = other instanceof Endpoint.Pod otherPod
                    && otherPod.node().equals(node.node())
                    && !node.node().isEmpty();
            labels.put(same ? "reserved:host" : "reserved:remote-node", "");
            addresses.addAll(node.addresses());
        } else if (endpoint instanceof Endpoint.Address address) {
            labels.put("reserved:world", "");
            addresses.add(address.ip());
            names.addAll(address.names());
        } else if (endpoint instanceof Endpoint.Reserved reserved) {
            for (CiliumEntity entity : reserved.entities()) {
                labels.put("reserved:" + entity.text(), "");
            }
            addresses.addAll(reserved.addresses());
        }
    }

    boolean isPod() {
        return labels.containsKey("k8s:io.kubernetes.pod.namespace");
    }

    boolean isWorld() {
        return labels.containsKey("reserved:world");
    }

    boolean matches(LabelSelector selector) {
        boolean all = true;
        for (String key : selector.matchLabels().keySet()) {
            all &= selector.matchLabels().get(key).equals(value(key));
        }
        for (Requirement expression : selector.matchExpressions()) {
            all &= NaiveMatch.holds(expression.operator().text(), expression.values(), value(expression.key()));
        }
        return all;
    }

    /** A key without source, or with {@code any:}, is looked for in every source. */
    private String value(String key) {
        String name = key.startsWith("any:") ? key.substring(4) : key;
        if (name.contains(":")) {
            return labels.get(name);
        }
        for (String source : List.of("k8s:", "reserved:")) {
            if (labels.containsKey(source + name)) {
                return labels.get(source + name);
            }
        }
        return null;
    }
}
