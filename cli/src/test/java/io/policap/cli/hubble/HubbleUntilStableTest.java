package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.cli.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleUntilStableTest {
    private static final int INTERVALS = 8;
    private static final long INTERVAL_SECONDS = 600;

    @TempDir
    private Path directory;

    @Test
    void aRunEndsByItselfWhenNothingNewIsToBeExpectedOfAnyWorkload() {
        List<GetFlowsResponse> flows = LiveShop.responses().subList(0, 2_000);
        try (HubbleServer server = LiveShop.relay().start()) {
            for (int interval = 0; interval < INTERVALS; interval++) {
                for (GetFlowsResponse response : flows) {
                    server.publish(later(response, interval * INTERVAL_SECONDS, interval));
                }
            }
            CommandRun run = CommandRun.of(LiveShop.withObjects(
                    "observe",
                    server.target(),
                    "-o",
                    directory.resolve("baseline.json").toString(),
                    "--until-stable",
                    "1s",
                    "--for",
                    "5m"));
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("; every workload is stable");
        }
    }

    private static GetFlowsResponse later(GetFlowsResponse response, long seconds, int interval) {
        Flow flow = response.getFlow();
        Flow.Builder moved = flow.toBuilder()
                .setUuid(UUID.nameUUIDFromBytes(
                                (flow.getUuid() + interval).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        moved.getTimeBuilder().setSeconds(flow.getTime().getSeconds() + seconds);
        GetFlowsResponse.Builder later = response.toBuilder().setFlow(moved);
        later.getTimeBuilder().setSeconds(response.getTime().getSeconds() + seconds);
        return later.build();
    }
}
