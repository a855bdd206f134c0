package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowPoolTest {
    private final FlowPool pool = new FlowPool(Flows.range(0, 7), 42, Flows.START, 10_000);

    @Test
    void aNumberAlwaysMeansTheSameEventAndNoTwoShareAUuid() throws IOException {
        Set<String> uuids = new HashSet<>();
        Flow before = null;
        for (long number = 0; number < 50_000; number++) {
            GetFlowsResponse response = GetFlowsResponse.parseFrom(pool.event(number).response());
            Flow flow = response.getFlow();
            Flow chosen = Flows.number(pool.chosen(number));
            assertThat(flow)
                    .isEqualTo(chosen.toBuilder()
                            .setUuid(flow.getUuid())
                            .setTime(flow.getTime())
                            .build());
            assertThat(flow.getUuid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(uuids.add(flow.getUuid())).isTrue();
            assertThat(response.getTime()).isEqualTo(flow.getTime());
            assertThat(flow.getTime().getSeconds()).isEqualTo(pool.second(number));
            if (before != null) {
                assertThat(Timestamps.compare(before.getTime(), flow.getTime())).isNegative();
            }
            // Canonical, as any encoder would have written it.
            assertThat(response.toByteArray()).isEqualTo(pool.event(number).response());
            before = flow;
        }
    }
}
