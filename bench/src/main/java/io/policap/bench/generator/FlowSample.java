package io.policap.bench.generator;

import io.policap.capture.hubble.proto.flow.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flows of a generated cluster, for a server that repeats them under new names, each with the edge it is evidence for. */
public final class FlowSample {
    private final List<Flow> flows = new ArrayList<>();
    private final List<Optional<EdgeTruth.Key>> edges = new ArrayList<>();

    /** At least that many flows, until the last connection is whole. */
    public FlowSample(int count, long seed, int pods, int edgeCount) {
        SeededRandom random = new SeededRandom(seed);
        Cluster cluster = new Cluster(pods, edgeCount, 5, random);
        FlowTraffic traffic = new FlowTraffic(cluster, random, this::add);
        try {
            while (flows.size() < count) {
                traffic.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Flow.Builder flow, @Nullable Edge edge) {
        flows.add(flow.build());
        edges.add(Optional.ofNullable(edge).map(EdgeTruth::key));
    }

    public List<Flow> flows() {
        return flows;
    }

    /** The edge of the flow at that place of the list; empty for noise. */
    public Optional<EdgeTruth.Key> edge(int index) {
        return edges.get(index);
    }
}
