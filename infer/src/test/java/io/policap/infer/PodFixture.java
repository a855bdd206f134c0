package io.policap.infer;

import io.policap.infer.inventory.ContainerPort;
import io.policap.infer.inventory.Lifetime;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds pods of an inventory tersely: running, on node-1, of a Deployment named like the pod without its last part. */
public final class PodFixture {
    private final String namespace;
    private final String name;
    private String kind = "Deployment";
    private String owner;
    private Labels labels;
    private String node = "node-1";
    private final List<Ip> addresses = new ArrayList<>();
    private boolean hostNetwork;
    private String phase = "Running";
    private Lifetime lifetime = Lifetime.ALWAYS;
    private final List<ContainerPort> ports = new ArrayList<>();
    private final List<Integer> probes = new ArrayList<>();
    private boolean specKnown = true;
    private boolean deleted;

    private PodFixture(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
        int dash = name.lastIndexOf('-');
        this.owner = dash < 0 ? name : name.substring(0, dash);
        this.labels = FlowFixture.labels("app", owner);
    }

    /** A pod by {@code namespace/name} and its addresses. */
    public static PodFixture pod(String name, String... addresses) {
        String[] parts = name.split("/", 2);
        PodFixture pod = new PodFixture(parts[0], parts[1]);
        for (String address : addresses) {
            pod.addresses.add(Ip.parse(address));
        }
        return pod;
    }

    public PodFixture of(String ownerKind, String ownerName) {
        kind = ownerKind;
        owner = ownerName;
        return this;
    }

    public PodFixture labels(String... keysAndValues) {
        labels = FlowFixture.labels(keysAndValues);
        return this;
    }

    public PodFixture on(String value) {
        node = value;
        return this;
    }

    public PodFixture hostNetwork() {
        hostNetwork = true;
        return this;
    }

    public PodFixture phase(String value) {
        phase = value;
        return this;
    }

    public PodFixture lived(Instant from, Instant to) {
        lifetime = new Lifetime(from, to);
        return this;
    }

    public PodFixture port(int number) {
        return port("", number, Protocol.TCP, 0);
    }

    public PodFixture port(String portName, int number, Protocol protocol, int hostPort) {
        ports.add(new ContainerPort(portName, number, protocol, hostPort));
        return this;
    }

    public PodFixture probe(int port) {
        probes.add(port);
        return this;
    }

    public PodFixture specUnknown() {
        specKnown = false;
        return this;
    }

    public PodFixture deleted() {
        deleted = true;
        return this;
    }

    public PodRecord build() {
        String cluster = WorkloadKey.DEFAULT_CLUSTER;
        return new PodRecord(
                new PodKey(cluster, namespace, name),
                "",
                labels,
                new WorkloadKey(cluster, namespace, kind, owner),
                node,
                addresses,
                hostNetwork,
                phase,
                lifetime,
                ports,
                probes,
                specKnown,
                "",
                deleted);
    }
}
