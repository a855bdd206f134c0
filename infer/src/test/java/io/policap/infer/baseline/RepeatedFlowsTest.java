package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A flow counts alike whether one like it came before or not. */
class RepeatedFlowsTest {
    private static Baseline empty() {
        return new Baseline("default", new ConnectionResolver(Inventory.empty(), "default"), BaselineLimits.DEFAULT);
    }

    @Test
    void flowsThatRepeatCountLikeFlowsThatDoNot() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Flow> flows = flows(seed);
            List<FlowEndpoint> ends =
                    flows.stream().limit(6).map(Flow::sourceEndpoint).toList();
            Baseline remembering = empty();
            Baseline merged = empty();
            for (int i = 0; i < 600; i++) {
                Flow flow = between(ends, flows.get(random.nextInt(flows.size())), random);
                remembering.accept(flow);
                Baseline single = empty();
                single.accept(flow);
                merged.merge(single.snapshot());
            }
            assertThat(remembering.snapshot()).as("seed %d", seed).isEqualTo(merged.snapshot());
        }
    }

    private static List<Flow> flows(long seed) {
        List<Flow> flows = new ArrayList<>();
        FlowSink sink = new FlowSink() {
            @Override
            public void accept(Flow flow) {
                flows.add(flow);
            }

            @Override
            public void accept(PacketConnection connection) {}

            @Override
            public void covers(Vantage vantage, Instant from, Instant to) {}

            @Override
            public void skip(SkipReason reason, long weight) {}

            @Override
            public void blindSpot(BlindSpot spot) {}
        };
        RandomFlows.ofHubble(seed).deliveries(60).forEach(delivery -> delivery.accept(sink));
        return flows;
    }

    /** The flow with ends of which each is the very same object in many flows, and few addresses. */
    private static Flow between(List<FlowEndpoint> ends, Flow flow, Random random) {
        return new Flow(
                flow.place(),
                flow.time(),
                flow.node(),
                flow.event(),
                flow.verdict(),
                flow.dropReason(),
                flow.direction(),
                flow.reply(),
                Ip.v4(10 << 24 | random.nextInt(2)),
                Ip.v4(10 << 24 | 256 | random.nextInt(2)),
                flow.protocol(),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                0,
                flow.tcpFlags(),
                ends.get(random.nextInt(ends.size())),
                ends.get(random.nextInt(ends.size())),
                random.nextInt(9) == 0 ? Optional.of(new Layer7.Other(random.nextBoolean())) : Optional.empty(),
                random.nextInt(20) == 0,
                flow.weight(),
                flow.authenticated());
    }
}
