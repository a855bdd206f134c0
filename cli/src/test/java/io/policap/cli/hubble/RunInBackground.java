package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;
import tools.jackson.databind.json.JsonMapper;

/** A live run in this process, ended as a service manager would when it has read enough. */
final class RunInBackground {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final CompletableFuture<CommandRun> run;

    private RunInBackground(CompletableFuture<CommandRun> run) {
        this.run = run;
    }

    static RunInBackground of(String... words) {
        return new RunInBackground(CompletableFuture.supplyAsync(() -> CommandRun.of(words)));
    }

    /** Waits until the baseline says that so many events were read, then ends the run. */
    CommandRun endWhenRead(Path baseline, long events) throws IOException, InterruptedException {
        await(() -> Files.exists(baseline) && read(baseline) >= events);
        return end();
    }

    /** Ends it by SIGTERM. */
    CommandRun end() {
        if (!run.isDone()) {
            Signal.raise(new Signal("TERM"));
        }
        return run.join();
    }

    /** Waits for something that the run will bring about, as long as it runs. */
    void await(Condition condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!run.isDone() && !condition.holds()) {
            assertThat(Instant.now()).as("waited for too long").isBefore(deadline);
            Thread.sleep(20);
        }
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    static long read(Path baseline) throws IOException {
        return JSON.readTree(Files.readAllBytes(baseline)).get("books").get("read").longValue();
    }
}
