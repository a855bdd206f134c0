package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.kubernetes.live.ApiServer;
import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop as a cluster: its objects behind an API server, its flows behind a relay that only a forwarded port reaches. */
class KubeLearnTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PODS = "/api/v1/pods";
    private static final String SERVICES = "/api/v1/services";

    @TempDir
    private Path directory;

    private final ApiServer api = new ApiServer();
    private String before = "";

    @BeforeEach
    void serveTheShop() throws IOException {
        before = System.getProperty("kubeconfig", "");
        System.setProperty("kubeconfig", api.kubeconfig(directory).toString());
        api.serve(PODS, "Pod");
        api.serve(SERVICES, "Service");
        for (String file : new String[] {"cluster.json", "workloads.json"}) {
            for (JsonNode object : JSON.readTree(Files.readAllBytes(LiveShop.DIRECTORY.resolve(file)))
                    .get("items")) {
                api.hold(object);
            }
        }
    }

    @AfterEach
    void stop() {
        api.close();
        if (before.isEmpty()) {
            System.clearProperty("kubeconfig");
        } else {
            System.setProperty("kubeconfig", before);
        }
    }

    private void relay(int port) {
        api.put(
                SERVICES,
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'hubble-relay','namespace':'kube-system','labels':"
                        .concat(
                                "{'k8s-app':'hubble-relay'}},'spec':{'selector':{'k8s-app':'hubble-relay'},'ports':[{'port':80,")
                        .concat("'targetPort':4245}]}}")
                        .replace('\'', '"'));
        api.put(
                PODS,
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'hubble-relay-1','namespace':'kube-system','uid':'r1',"
                        .concat(
                                "'labels':{'k8s-app':'hubble-relay'}},'spec':{'containers':[{'name':'r','ports':[{'name':'grpc',")
                        .concat("'containerPort':4245}]}]},'status':{'conditions':[{'type':'Ready','status':'True'}]}}")
                        .replace('\'', '"'));
        api.forwardTo(port);
    }

    @Test
    void aClusterIsLearnedFromThroughItsApiServerAlone() throws IOException, InterruptedException {
        Path recorded = directory.resolve("recorded");
        CommandRun log = CommandRun.of(
                LiveShop.withObjects("learn", LiveShop.log().toString(), "-q", "-o", recorded.toString()));
        assertThat(log.exit()).as(log.err()).isZero();
        Path out = directory.resolve("out");
        try (HubbleServer server = LiveShop.relay().start()) {
            LiveShop.publishAll(server);
            relay(server.port());
            RunInBackground run = RunInBackground.of("learn", "--kube", "-o", out.toString(), "--checkpoint", "200ms");
            run.await(() -> api.watchesOf(PODS) > 0);
            for (String event : Files.readAllLines(LiveShop.DIRECTORY.resolve("pods-watch.jsonl"))) {
                api.replay(PODS, JSON.readTree(event));
            }
            CommandRun ended = run.endWhenRead(out.resolve("baseline.json"), 9_609);
            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(ended.err()).contains("listening to kube:").contains("/kube-system/hubble-relay");
        }
        assertThat(LiveShop.policies(out).keySet())
                .isEqualTo(LiveShop.policies(recorded).keySet());
    }

    @Test
    void aClusterWithoutARelaySaysSoInOneLine() {
        CommandRun run =
                CommandRun.of("learn", "--kube", "-o", directory.resolve("out").toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()
                        .lines()
                        .filter(line -> line.startsWith("policap: "))
                        .toList())
                .singleElement()
                .asString()
                .containsIgnoringCase("relay");
        assertThat(directory.resolve("out")).doesNotExist();
    }
}
