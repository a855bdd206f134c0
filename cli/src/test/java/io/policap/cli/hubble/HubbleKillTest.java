package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.server.HubbleServer;
import io.policap.cli.CommandRun;
import io.policap.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HubbleKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = 3;
    private static final long FLOWS = 9_608;
    private static final long USED = 9_605;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    @Test
    void killedAtAnyMomentTheNextRunGoesOnAndCountsNothingTwice() throws IOException, InterruptedException {
        long seed = Long.getLong("policap.seed", 20261126L);
        Random random = new Random(seed);
        Path recorded = directory.resolve("recorded");
        CommandRun log = CommandRun.of(
                LiveShop.withObjects("learn", LiveShop.log().toString(), "-q", "-o", recorded.toString()));
        assertThat(log.exit()).as(log.err()).isZero();
        Path out = directory.resolve("out");
        List<GetFlowsResponse> flows = LiveShop.responses();
        try (HubbleServer server = LiveShop.relay().start()) {
            int published = 0;
            for (int kill = 0; kill <= KILLS; kill++) {
                Process run = start(server.target(), out, kill);
                int until = kill == KILLS ? flows.size() : flows.size() * (kill + 1) / (KILLS + 1);
                int early = published + (until - published) * 3 / 4;
                for (; published < early; published++) {
                    server.publish(flows.get(published));
                }
                if (kill < KILLS) {
                    // So that each run saves something, and is killed while it reads and saves.
                    awaitUsed(out, 1 + flows.size() * kill / (KILLS + 1), run);
                }
                for (; published < until; published++) {
                    server.publish(flows.get(published));
                }
                if (kill < KILLS) {
                    Thread.sleep(random.nextInt(100));
                    run.destroyForcibly().waitFor();
                } else {
                    awaitUsed(out, USED, run);
                    run.toHandle().destroy();
                    assertThat(run.waitFor(2, java.util.concurrent.TimeUnit.MINUTES))
                            .isTrue();
                    assertThat(run.exitValue())
                            .as("seed " + seed + ", " + said(kill))
                            .isZero();
                }
            }
        }
        JsonNode books =
                JSON.readTree(Files.readAllBytes(out.resolve("baseline.json"))).get("books");
        assertThat(books.get("used").longValue()).as("seed " + seed).isEqualTo(USED);
        assertThat(LiveShop.policies(out)).as("seed " + seed).isEqualTo(LiveShop.policies(recorded));
        assertThat(FLOWS).isEqualTo(flows.size());
    }

    private Process start(String target, Path out, int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(LiveShop.withObjects("learn", target, "-o", out.toString(), "--checkpoint", "50ms")));
        File said = directory.resolve("said-" + number).toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
    }

    private String said(int number) throws IOException {
        return Files.readString(directory.resolve("said-" + number));
    }

    private void awaitUsed(Path out, long used, Process run) throws IOException, InterruptedException {
        Path baseline = out.resolve("baseline.json");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(baseline) || used(baseline) < used) {
            assertThat(Instant.now()).as("waited for " + used + " flows").isBefore(deadline);
            assertThat(run.isAlive()).as("the run is alive").isTrue();
            run.waitFor(20, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    private static long used(Path baseline) throws IOException {
        return JSON.readTree(Files.readAllBytes(baseline))
                .get("books")
                .get("used")
                .longValue();
    }
}
