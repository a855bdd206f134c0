package io.policap.infer;

import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.SocketEvent;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.NodeRecord;
import io.policap.infer.inventory.OwnerRecord;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A recording and a cluster in the making, from which a test infers. */
public final class LearnFixture {
    private final InventoryBuilder inventory = new InventoryBuilder();
    private final List<Flow> flows = new ArrayList<>();
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private final List<Consumer<FlowSink>> captures = new ArrayList<>();

    public LearnFixture with(PodFixture... pods) {
        for (PodFixture pod : pods) {
            inventory.addPod(pod.build());
        }
        return this;
    }

    public LearnFixture owner(String key, String... selector) {
        String[] parts = key.split("/", 3);
        inventory.addOwner(new OwnerRecord(
                new WorkloadKey(WorkloadKey.DEFAULT_CLUSTER, parts[0], parts[1], parts[2]),
                Optional.of(LabelSelector.of(FlowFixture.labels(selector).map())),
                Labels.NONE));
        return this;
    }

    public LearnFixture node(String name, String address, String podCidr) {
        return node(name, address, podCidr, false);
    }

    public LearnFixture node(String name, String address, String podCidr, boolean controlPlane) {
        Cidr pods = Cidr.parse(podCidr);
        inventory.addNode(new NodeRecord(
                WorkloadKey.DEFAULT_CLUSTER,
                name,
                Labels.NONE,
                List.of(Ip.parse(address)),
                List.of(pods.network()),
                List.of(pods),
                controlPlane));
        return this;
    }

    /** A service by {@code namespace/name} that selects {@code app: name} and leads to one target. */
    public LearnFixture service(String name, String type, String address, int port, String target, int nodePort) {
        String[] parts = name.split("/", 2);
        return service(name, type, address, FlowFixture.labels("app", parts[1]), port, target, nodePort);
    }

    public LearnFixture service(
            String name, String type, String address, Labels selector, int port, String target, int nodePort) {
        String[] parts = name.split("/", 2);
        inventory.addService(new ServiceRecord(
                WorkloadKey.DEFAULT_CLUSTER,
                parts[0],
                parts[1],
                type,
                List.of(Ip.parse(address)),
                List.of(),
                selector,
                List.of(new ServicePort("main", port, Protocol.TCP, target, nodePort)),
                ""));
        return this;
    }

    /** The API server's service and endpoint. */
    public LearnFixture apiServer(String address) {
        service("default/kubernetes", "ClusterIP", "10.96.0.1", Labels.NONE, 443, "6443", 0);
        inventory.addEndpoints(
                "kubernetes",
                new EndpointSliceRecord(
                        WorkloadKey.DEFAULT_CLUSTER,
                        "default",
                        "kubernetes",
                        List.of(Ip.parse(address)),
                        List.of(new ServicePort("main", 6443, Protocol.TCP, "6443", 0))));
        return this;
    }

    public LearnFixture seen(FlowFixture... more) {
        for (FlowFixture flow : more) {
            flows.add(flow.build());
        }
        return this;
    }

    /** A request and its answer. */
    public LearnFixture served(FlowFixture request) {
        return seen(request, request.answer());
    }

    /** What a capture showed. */
    public LearnFixture captured(PacketFixture... more) {
        for (PacketFixture connection : more) {
            captures.add(sink -> sink.accept(connection.build()));
        }
        return this;
    }

    /** From where a capture was taken. */
    public LearnFixture covers(Vantage vantage, Instant from, Instant to) {
        captures.add(sink -> sink.covers(vantage, from, to));
        return this;
    }

    /** One end of a translated socket call on node-1: the service's before, or the backend's after. */
    public LearnFixture socket(
            Instant time, long cookie, boolean backend, String address, int port, FlowEndpoint end) {
        SocketEvent event = new SocketEvent(
                time, "node-1", cookie, false, backend, Ip.parse(address), port, Protocol.TCP, end, 1);
        captures.add(sink -> sink.accept(event));
        return this;
    }

    public LearnFixture blindSpot(BlindSpot spot) {
        blindSpots.add(spot);
        return this;
    }

    public List<Flow> flows() {
        return List.copyOf(flows);
    }

    public InventoryBuilder builder() {
        return inventory;
    }

    public Inventory inventory() {
        return inventory.build();
    }

    public BaselineSnapshot snapshot(List<Flow> order, Inventory resolving) {
        Baseline baseline = new Baseline(
                WorkloadKey.DEFAULT_CLUSTER,
                new ConnectionResolver(resolving, WorkloadKey.DEFAULT_CLUSTER),
                BaselineLimits.DEFAULT);
        order.forEach(baseline::accept);
        captures.forEach(capture -> capture.accept(baseline));
        blindSpots.forEach(baseline::blindSpot);
        return baseline.snapshot();
    }

    public LearnResult learn() {
        return learn(LearnOptions.DEFAULT);
    }

    public LearnResult learn(LearnOptions options) {
        Inventory built = inventory();
        return new LearnResult(infer(flows, options, built), built);
    }

    /** As when the recording was condensed before the inventory was there. */
    public LearnResult learnLate() {
        Inventory built = inventory();
        return new LearnResult(Inference.infer(snapshot(flows, Inventory.empty()), built, LearnOptions.DEFAULT), built);
    }

    /** With another inventory, at capture and at inference. */
    public LearnResult learnWith(Inventory other) {
        return new LearnResult(infer(flows, LearnOptions.DEFAULT, other), other);
    }

    public Inferred infer(List<Flow> order, LearnOptions options, Inventory built) {
        return Inference.infer(snapshot(order, built), built, options);
    }
}
