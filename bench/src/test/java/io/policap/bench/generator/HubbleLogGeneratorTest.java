package io.policap.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.TraceObservationPoint;
import io.policap.capture.hubble.proto.flow.Verdict;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleLogGeneratorTest {
    private static final int LINES = 20_000;

    @TempDir
    Path directory;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path first = generate("first", 7);
        Path second = generate("second", 7);
        Path other = generate("other", 8);

        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(CaptureGenerator.beside(first, ".truth.json"))
                .hasSameBinaryContentAs(CaptureGenerator.beside(second, ".truth.json"));
        assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
    }

    @Test
    void theLinesAreMixedAsInACluster() throws IOException {
        List<String> lines = Files.readAllLines(generate("log", 7));
        List<Flow> flows = new ArrayList<>();
        long bytes = 0;
        for (String line : lines) {
            GetFlowsResponse.Builder response = GetFlowsResponse.newBuilder();
            JsonFormat.parser().merge(line, response);
            if (response.hasFlow()) {
                flows.add(response.getFlow());
            }
            bytes += line.length() + 1;
        }

        assertThat(lines).hasSize(LINES);
        assertThat(bytes / LINES).isBetween(1_400L, 1_700L);
        assertThat(share(flows.stream().filter(Flow::getReply).count())).isBetween(35, 45);
        assertThat(share(flows.stream().filter(flow -> flow.getL7().hasDns()).count()))
                .isBetween(4, 9);
        assertThat(share(flows.stream().filter(flow -> flow.getL7().hasHttp()).count()))
                .isBetween(1, 5);
        assertThat(flows).extracting(Flow::getVerdict).contains(Verdict.FORWARDED, Verdict.DROPPED);
        assertThat(flows)
                .extracting(Flow::getTraceObservationPoint)
                .contains(
                        TraceObservationPoint.TO_ENDPOINT,
                        TraceObservationPoint.TO_OVERLAY,
                        TraceObservationPoint.TO_STACK,
                        TraceObservationPoint.TO_NETWORK);
        Set<String> uuids = new HashSet<>();
        assertThat(flows)
                .allSatisfy(flow -> assertThat(uuids.add(flow.getUuid())).isTrue());
    }

    private static int share(long count) {
        return (int) (100 * count / LINES);
    }

    private Path generate(String name, long seed) throws IOException {
        Path file = directory.resolve(name);
        HubbleLogGenerator.generate(file, LINES, seed, 200, 500);
        return file;
    }
}
