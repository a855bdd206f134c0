package io.policap.capture.hubble.event;

import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.label.Labels;
import io.policap.infer.label.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link FlowEndpoint} of the fields of {@code flow.Endpoint}, one object for each that repeats.
 *
 * <p>Labels (Cilium 1.19, {@code pkg/labels} and {@code pkg/identity}): of source {@code k8s}, {@code any},
 * {@code unspec} or none they are the pod's own; {@code reserved} ones are identities; all others ({@code cidr},
 * {@code cidrgroup}, {@code fqdn}, {@code node}, {@code container}, ...) are no Kubernetes labels, no selector could use
 * them, and they are left out. {@code io.kubernetes.pod.namespace} and {@code io.cilium.k8s.policy.cluster} give the
 * namespace and the cluster where the fields do not; no other {@code io.cilium.k8s.} label is kept. The cluster in the
 * name of the reporting node is not used: the far end's view of the same pod would not have it.
 *
 * <p>The table is of fixed size and a newcomer takes the place of what was there. Not safe for several threads.
 */
final class EndpointMapping {
    private static final int SLOTS = 1 << 13;
    private static final String NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String CLUSTER = "io.cilium.k8s.policy.cluster";
    private static final String CILIUM = "io.cilium.k8s.";

    private final @Nullable Entry[] table = new @Nullable Entry[SLOTS];

    /** What an endpoint was made from, to be compared with the next. */
    private record Entry(
            EndpointFields from,
            List<String> names,
            @Nullable FlowEndpoint endpoint) {}

    /** The endpoint, or null where its namespace is not the name of one. */
    @Nullable
    FlowEndpoint endpoint(EndpointFields fields, List<String> names) {
        if (!fields.isShared() || !names.isEmpty()) {
            return remembered(fields, names);
        }
        if (fields.made == null) {
            fields.made = make(fields, names);
        }
        return fields.made;
    }

    private @Nullable FlowEndpoint remembered(EndpointFields fields, List<String> names) {
        int hash = hash(fields, names);
        int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
        Entry known = table[slot];
        if (known != null && known.from.same(fields) && known.names.equals(names)) {
            return known.endpoint;
        }
        @Nullable FlowEndpoint made = make(fields, names);
        table[slot] = new Entry(fields.copy(), List.copyOf(names), made);
        return made;
    }

    private static int hash(EndpointFields fields, List<String> names) {
        int hash = fields.pod.hashCode() * 31 + fields.namespace.hashCode();
        hash = hash * 31 + Long.hashCode(fields.identity) + (fields.id != 0 ? 17 : 0);
        hash = hash * 31 + fields.workloadName.hashCode();
        for (int i = 0; i < fields.labels.size(); i++) {
            hash = hash * 31 + fields.labels.get(i).hashCode();
        }
        for (int i = 0; i < names.size(); i++) {
            hash = hash * 31 + names.get(i).hashCode();
        }
        return hash;
    }

    private static @Nullable FlowEndpoint make(EndpointFields fields, List<String> names) {
        TreeMap<String, String> labels = new TreeMap<>();
        TreeSet<String> reserved = new TreeSet<>();
        String namespace = fields.namespace;
        String cluster = fields.cluster;
        for (String label : fields.labels) {
            int equals = label.indexOf('=');
            String name = equals < 0 ? label : label.substring(0, equals);
            String value = equals < 0 ? "" : label.substring(equals + 1);
            int colon = name.indexOf(':');
            String origin = colon < 0 ? "" : name.substring(0, colon);
            String key = name.substring(colon + 1);
            if (origin.equals("reserved")) {
                ReservedIdentity.addLabel(key, reserved);
            } else if (!isKubernetes(origin) || key.isEmpty()) {
                continue;
            } else if (key.equals(NAMESPACE)) {
                namespace = namespace.isEmpty() ? value : namespace;
            } else if (key.equals(CLUSTER)) {
                cluster = cluster.isEmpty() ? value : cluster;
            } else if (!key.startsWith(CILIUM)) {
                labels.put(key, value);
            }
        }
        if (!namespace.isEmpty() && !ObjectNames.isNamespace(namespace)) {
            return null;
        }
        boolean pod = !namespace.isEmpty() || !labels.isEmpty();
        if (reserved.isEmpty() && !pod) {
            ReservedIdentity.addNumber(fields.identity, reserved);
        }
        return new FlowEndpoint(
                fields.id != 0,
                cluster,
                namespace,
                fields.pod,
                Labels.of(labels),
                reserved,
                fields.workloadKind,
                fields.workloadName,
                names(names));
    }

    private static boolean isKubernetes(String origin) {
        return origin.equals("k8s") || origin.isEmpty() || origin.equals("any") || origin.equals("unspec");
    }

    private static List<String> names(List<String> names) {
        List<String> plain = new ArrayList<>(names.size());
        for (String name : names) {
            String dnsName = DnsNames.plain(name);
            if (!dnsName.isEmpty()) {
                plain.add(dnsName);
            }
        }
        return plain;
    }
}
