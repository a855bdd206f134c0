package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.ServerStatusRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleServerTest {
    @TempDir
    Path directory;

    @Test
    void aPlainServerStreamsWhatWasPublished() {
        try (HubbleServer server = HubbleServer.builder().everythingAtOnce().start();
                Client client = Client.plain(server)) {
            server.publish(flows(0, 10));

            assertThat(client.flows(GetFlowsRequest.getDefaultInstance())).isEqualTo(flows(0, 10));
            assertThat(client.stub()
                            .serverStatus(ServerStatusRequest.getDefaultInstance())
                            .getSeenFlows())
                    .isEqualTo(10);
        }
    }

    static List<Flow> flows(int from, int to) {
        return IntStream.range(from, to).mapToObj(HubbleServerTest::flow).toList();
    }

    static Flow flow(int number) {
        return Flow.newBuilder()
                .setUuid("flow-" + number)
                .setNodeName("node-1")
                .setTime(Timestamp.newBuilder().setSeconds(1_760_000_000L + number))
                .build();
    }
}
