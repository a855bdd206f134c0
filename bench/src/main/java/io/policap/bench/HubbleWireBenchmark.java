package io.policap.bench;

import com.google.protobuf.util.JsonFormat;
import io.policap.capture.hubble.event.FlowMapping;
import io.policap.capture.hubble.event.HubbleRecord;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.wire.HubbleWireDecoder;
import io.policap.infer.flow.Place;
import io.policap.infer.issue.Issues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one message of Hubble in memory costs: read field by field, the same and made a flow, and built as an object.
 *
 * <p>The messages are the first lines of a flow log, repeated where it is shorter. {@code -prof gc} shows that reading
 * allocates nothing. Run it in the root of the project, where the log of the shop is, or name another gzipped log with
 * {@code -p log=}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HubbleWireBenchmark {
    private static final int MESSAGES = 10_000;

    @Param("fixtures/shop/hubble.jsonl.gz")
    @SuppressWarnings("NullAway.Init")
    public String log;

    private final byte[][] messages = new byte[MESSAGES][];
    private final HubbleWireDecoder decoder = new HubbleWireDecoder();
    private final HubbleRecord record = new HubbleRecord();
    private final FlowCounter sink = new FlowCounter();
    private final FlowMapping mapping = new FlowMapping(sink, new Issues());

    @Setup
    public void load() throws IOException {
        List<byte[]> read = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(log))), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && read.size() < MESSAGES; line = lines.readLine()) {
                GetFlowsResponse.Builder message = GetFlowsResponse.newBuilder();
                JsonFormat.parser().ignoringUnknownFields().merge(line, message);
                read.add(message.build().toByteArray());
            }
        }
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = read.get(i % read.size());
        }
    }

    /** Bytes to a record. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long records() {
        long ports = 0;
        for (byte[] message : messages) {
            decoder.decode(message, 0, message.length, record);
            ports += record.destinationPort;
        }
        return ports;
    }

    /** Bytes to a flow. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long flows() {
        for (byte[] message : messages) {
            decoder.decode(message, 0, message.length, record);
            mapping.deliver(record, new Place(log, 0));
        }
        return sink.flows;
    }

    /** Bytes to the generated classes. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long objects() throws IOException {
        long ports = 0;
        for (byte[] message : messages) {
            ports += GetFlowsResponse.parseFrom(message)
                    .getFlow()
                    .getL4()
                    .getTCP()
                    .getDestinationPort();
        }
        return ports;
    }
}
