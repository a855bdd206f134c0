package io.policap.capture.hubble.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleLogTest {
    private static final Path SHOP = Path.of("../fixtures/shop/hubble.jsonl.gz");

    @TempDir
    Path directory;

    @Test
    void everyLineOfTheShopBecomesAMessage() throws IOException {
        List<GetFlowsResponse> responses = HubbleLog.responses(SHOP);

        assertThat(responses).hasSize(9_608).allSatisfy(response -> assertThat(response.getResponseTypesCase())
                .isNotEqualTo(GetFlowsResponse.ResponseTypesCase.RESPONSETYPES_NOT_SET));
    }

    @Test
    void theShopIsServedInTheOrderOfItsTimes() throws IOException {
        List<Flow> shop = HubbleLog.flows(SHOP);
        try (HubbleServer server = HubbleServer.builder()
                        .relay()
                        .capacity(16_383)
                        .everythingAtOnce()
                        .start();
                Client client = Client.plain(server)) {
            server.publish(shop);

            List<Flow> served = client.flows(GetFlowsRequest.getDefaultInstance());

            Comparator<Flow> byUuid = Comparator.comparing(Flow::getUuid);
            assertThat(served.stream().sorted(byUuid))
                    .isEqualTo(shop.stream().sorted(byUuid).toList());
        }
    }

    @Test
    void extensionsAreLeftOut() throws IOException {
        Path log = Files.writeString(
                directory.resolve("log.jsonl"),
                """
                {"flow":{"uuid":"a","extensions":{"@type":"type.googleapis.com/x.Y","z":1},"later":{"a":[1]}},"node_name":"n"}
                """);

        assertThat(HubbleLog.flows(log))
                .containsExactly(Flow.newBuilder().setUuid("a").build());
    }
}
