package io.policap.bench;

import io.policap.capture.hubble.skim.HubbleLogReader;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the fast reader takes for a whole flow log in memory on one thread, alone and with the baseline behind it; beside
 * {@link HubbleReaderBenchmark}, which is the strict reader over the same.
 *
 * <p>Compiled as the launcher compiles it: {@code -jvmArgs -XX:TieredStopAtLevel=1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HubbleLogBenchmark {
    @Param("fixtures/shop/hubble.jsonl.gz")
    @SuppressWarnings("NullAway.Init")
    public String log;

    private byte[] lines = new byte[0];

    @Setup
    public void load() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(log)))) {
            lines = in.readAllBytes();
        }
    }

    /** Lines to flows. */
    @Benchmark
    public long flows() throws IOException {
        HubbleLogReader<FlowCounter> reader = new HubbleLogReader<>(log, FlowCounter::new, new Issues());
        reader.read(issues -> new ByteArrayInputStream(lines), false);
        return reader.sinks().get(0).flows;
    }

    /** Lines to a baseline. */
    @Benchmark
    public BaselineSnapshot baseline() throws IOException {
        HubbleLogReader<Baseline> reader = new HubbleLogReader<>(log, HubbleLogBenchmark::empty, new Issues());
        reader.read(issues -> new ByteArrayInputStream(lines), false);
        return reader.sinks().get(0).snapshot();
    }

    private static Baseline empty() {
        return new Baseline(
                WorkloadKey.DEFAULT_CLUSTER,
                new ConnectionResolver(Inventory.empty(), WorkloadKey.DEFAULT_CLUSTER),
                BaselineLimits.DEFAULT);
    }
}
