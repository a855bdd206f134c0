package io.policap.bench;

import io.policap.capture.hubble.json.HubbleJsonReader;
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
 * How long the reader takes for a whole flow log in memory, alone and with the baseline behind it.
 *
 * <p>Run it in the root of the project, where the log of the shop is, or name another gzipped log with {@code -p log=}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HubbleReaderBenchmark {
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
        FlowCounter sink = new FlowCounter();
        new HubbleJsonReader(log, sink, new Issues()).read(new ByteArrayInputStream(lines));
        return sink.flows;
    }

    /** Lines to a baseline. */
    @Benchmark
    public BaselineSnapshot baseline() throws IOException {
        Baseline baseline = new Baseline(
                WorkloadKey.DEFAULT_CLUSTER,
                new ConnectionResolver(Inventory.empty(), WorkloadKey.DEFAULT_CLUSTER),
                BaselineLimits.DEFAULT);
        new HubbleJsonReader(log, baseline, new Issues()).read(new ByteArrayInputStream(lines));
        return baseline.snapshot();
    }
}
