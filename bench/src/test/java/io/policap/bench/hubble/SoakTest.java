package io.policap.bench.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.policap.bench.generator.FlowSample;
import io.policap.capture.hubble.json.HubbleJsonReader;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class SoakTest {
    private static final long START = 1_760_000_000L;
    private static final int FLOWS = 3_000;

    private final FlowSample sample = new FlowSample(2_000, 3, 100, 60);
    private final List<SoakNode> nodes = new ArrayList<>();

    @Test
    void aBaselineThatHasEveryFlowIsRight() throws IOException {
        SoakVerdict verdict = new SoakVerdict(nodes(), baseline(number -> true).snapshot());

        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.isRight()).isTrue();
        assertThat(verdict.table())
                .contains("| flows | " + String.format("%,d", (FLOWS - 1) * nodes.size()) + " |")
                .contains("| edges that are wrong | 0 |");
    }

    @Test
    void aFlowThatIsMissingOutsideOfBlindSpotsIsFound() throws IOException {
        SoakVerdict verdict =
                new SoakVerdict(nodes(), baseline(number -> number != 1_000).snapshot());

        assertThat(verdict.isRight()).isFalse();
        assertThat(verdict.wrong().get(0)).contains("flows learned");
    }

    @Test
    void aFlowThatIsCountedTwiceIsFound() throws IOException {
        Baseline baseline = baseline(number -> true);
        feed(baseline, nodes.get(0), number -> number < 30);

        assertThat(new SoakVerdict(nodes(), baseline.snapshot()).isRight()).isFalse();
    }

    @Test
    void whatABlindSpotHidesMayBeMissing() throws IOException {
        Baseline baseline = baseline(number -> number < 1_000 || number > 1_400);
        SoakVerdict unsaid = new SoakVerdict(nodes(), baseline.snapshot());
        for (SoakNode node : nodes) {
            baseline.blindSpot(new BlindSpot(node.name(), at(node, 999), at(node, 1_401), 0, "gap"));
        }

        assertThat(unsaid.isRight()).isFalse();
        assertThat(new SoakVerdict(nodes(), baseline.snapshot()).wrong()).isEmpty();
    }

    @Test
    void thePlanHasEveryKindAndDependsOnTheSeedAlone() {
        SoakOptions options = SoakOptions.parse(new String[] {"out", "--seed", "5"});
        List<SoakEvent> plan = SoakEvent.plan(options, 3);

        assertThat(plan).hasSize(70).isEqualTo(SoakEvent.plan(options, 3));
        assertThat(plan).isSortedAccordingTo((a, b) -> Long.compare(a.atFlow(), b.atFlow()));
        assertThat(plan).extracting(SoakEvent::kind).containsAll(EnumSet.allOf(SoakEvent.Kind.class));
        assertThat(plan).isNotEqualTo(SoakEvent.plan(SoakOptions.parse(new String[] {"out", "--seed", "6"}), 3));
    }

    @Test
    void theCommandNamesTheServerAndTheOutput() {
        SoakOptions options = SoakOptions.parse(new String[] {"/x/out", "--command", "learn {target} -o {out}"});

        assertThat(options.command("hubble://h:1")).containsExactly("learn", "hubble://h:1", "-o", "/x/out");
    }

    private List<SoakNode> nodes() {
        if (nodes.isEmpty()) {
            for (String name : sample.nodes()) {
                SoakNode node = new SoakNode(name, sample, 9, START, 500, FLOWS);
                node.ring().advance(FLOWS);
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static Instant at(SoakNode node, long number) {
        return Instant.ofEpochSecond(0, node.pool().nanos(number));
    }

    /** What a reader has that got those flows of each node, without the newest one. */
    private Baseline baseline(LongPredicate wanted) throws IOException {
        Baseline baseline = new Baseline(
                WorkloadKey.DEFAULT_CLUSTER,
                new ConnectionResolver(Inventory.empty(), WorkloadKey.DEFAULT_CLUSTER),
                BaselineLimits.DEFAULT);
        for (SoakNode node : nodes()) {
            feed(baseline, node, wanted);
        }
        return baseline;
    }

    private static void feed(Baseline baseline, SoakNode node, LongPredicate wanted) throws IOException {
        StringBuilder log = new StringBuilder();
        for (long number = 0; number < FLOWS - 1; number++) {
            if (wanted.test(number)) {
                byte[] response = node.ring().at(number).orElseThrow().response();
                log.append(JsonFormat.printer()
                                .preservingProtoFieldNames()
                                .omittingInsignificantWhitespace()
                                .print(GetFlowsResponse.parseFrom(response)))
                        .append('\n');
            }
        }
        new HubbleJsonReader("log", baseline, new Issues())
                .read(new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
