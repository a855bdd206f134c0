package io.policap.infer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A flow counts alike whether one like it came before or not. */
class RepeatedFlowsTest {
    private static Baseline empty() {
        return new Baseline(
                "default", new ConnectionResolver(Inventory.empty(), "default"), BaselineLimits.DEFAULT);
    }

    @Test
    void flowsThatRepeatCountLikeFlowsThatDoNot() {
        for (long seed = 0; seed < 40; seed++) {
            List<Consumer<FlowSink>> deliveries = new ArrayList<>();
            for (Consumer<FlowSink> delivery : RandomFlows.ofHubble(seed).deliveries(200)) {
                // The very same flows, whose endpoints are the very same objects.
                deliveries.addAll(Collections.nCopies(1 + (int) (seed % 3), delivery));
            }
            Collections.shuffle(deliveries, new Random(seed));
            Baseline remembering = empty();
            Baseline merged = empty();
            for (Consumer<FlowSink> delivery : deliveries) {
                delivery.accept(remembering);
                Baseline single = empty();
                delivery.accept(single);
                merged.merge(single.snapshot());
            }
            assertThat(remembering.snapshot()).as("seed %d", seed).isEqualTo(merged.snapshot());
        }
    }
}
