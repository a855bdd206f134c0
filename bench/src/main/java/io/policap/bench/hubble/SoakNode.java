package io.policap.bench.hubble;

import io.policap.bench.generator.EdgeTruth;
import io.policap.bench.generator.FlowSample;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.server.FlowPool;
import io.policap.capture.hubble.server.GeneratedRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of the soak run: what its agent reports, and which edge each of its flows is of. */
final class SoakNode {
    private final String name;
    private final FlowPool pool;
    private final GeneratedRing ring;
    private final List<Optional<EdgeTruth.Key>> edges = new ArrayList<>();

    SoakNode(String name, FlowSample sample, long seed, long startSeconds, int perSecond, long capacity) {
        this.name = name;
        List<Flow> flows = new ArrayList<>();
        for (int index : sample.of(name)) {
            flows.add(sample.flows().get(index));
            edges.add(sample.edge(index));
        }
        pool = new FlowPool(flows, seed, startSeconds, perSecond);
        ring = new GeneratedRing(pool, capacity);
    }

    String name() {
        return name;
    }

    GeneratedRing ring() {
        return ring;
    }

    FlowPool pool() {
        return pool;
    }

    /** What the flow with that number is evidence for; empty for noise. */
    Optional<EdgeTruth.Key> edge(long number) {
        return edges.get(pool.chosen(number));
    }
}
