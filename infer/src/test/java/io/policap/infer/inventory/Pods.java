package io.policap.infer.inventory;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds pods for tests. */
final class Pods {
    private String namespace = "shop";
    private final String name;
    private String uid = "";
    private Map<String, String> labels = Map.of();
    private String node = "n1";
    private List<Ip> addresses = List.of();
    private boolean hostNetwork;
    private String phase = "Running";
    private Lifetime lifetime = Lifetime.ALWAYS;
    private final List<ContainerPort> ports = new ArrayList<>();
    private boolean deleted;

    private Pods(String name) {
        this.name = name;
    }

    static Pods pod(String name) {
        return new Pods(name);
    }

    static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    Pods in(String value) {
        namespace = value;
        return this;
    }

    Pods uid(String value) {
        uid = value;
        return this;
    }

    Pods labels(String key, String value) {
        labels = Map.of(key, value);
        return this;
    }

    Pods labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    Pods ips(String... values) {
        addresses = List.of(values).stream().map(Ip::parse).toList();
        return this;
    }

    Pods onHost() {
        hostNetwork = true;
        return this;
    }

    Pods phase(String value) {
        phase = value;
        return this;
    }

    Pods from(String time) {
        lifetime = new Lifetime(at(time), lifetime.to());
        return this;
    }

    Pods to(String time) {
        lifetime = new Lifetime(lifetime.from(), at(time));
        return this;
    }

    Pods port(String portName, int port) {
        ports.add(new ContainerPort(portName, port, Protocol.TCP, 0));
        return this;
    }

    Pods hostPort(int port, int hostPort) {
        ports.add(new ContainerPort("", port, Protocol.TCP, hostPort));
        return this;
    }

    Pods gone() {
        deleted = true;
        return this;
    }

    PodRecord record() {
        return new PodRecord(
                new PodKey("default", namespace, name),
                uid,
                Labels.of(labels),
                new WorkloadKey("default", namespace, "Pod", name),
                node,
                addresses,
                hostNetwork,
                phase,
                lifetime,
                ports,
                List.of(),
                true,
                "",
                deleted);
    }

    PodSighting sighting(String version) {
        return new PodSighting(record(), Optional.empty(), version);
    }

    PodSighting ownedBy(String kind, String owner) {
        return new PodSighting(record(), Optional.of(new OwnerReference(kind, owner, "")), "");
    }
}
