package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every capture of the shop, without and with its flow log, against what was meant to pass. */
@Tag("shared")
class CaptureScoreTest {
    private static final List<String> PINGS = List.of("e049", "e050", "e051");

    private static Path captures = Path.of("");

    @BeforeAll
    static void find() {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        captures = Path.of(shared, "recordings", "shop", "pcap");
    }

    /** The inventory of the shop and more. */
    private static String[] withInventory(String... sources) {
        List<String> all = new ArrayList<>(List.of(sources));
        for (String file : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            all.add(Shop.file(file).toString());
        }
        return all.toArray(new String[0]);
    }

    private static Shop.Run alone() {
        return Shop.enforced(withInventory(captures.toString()));
    }

    private static Shop.Run withFlows() {
        return Shop.enforced(
                withInventory(captures.toString(), Shop.file("hubble.jsonl.gz").toString()));
    }

    private static Shop.Run run(boolean flows) {
        Shop.Run run = flows ? withFlows() : alone();
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE.code());
        return run;
    }

    @ParameterizedTest
    @CsvSource({"false, cilium", "false, kubernetes", "true, cilium", "true, kubernetes"})
    void everyIntendedEdgePassesAndNothingElseUnlessItsRuleSaysWhy(boolean flows, String kind) {
        ShopScore score = ShopScore.of(run(flows).directory(), kind, ShopUniverse.ports());
        System.out.println("shop, captures" + (flows ? " and flows, " : ", ") + kind + ": " + score.describe());

        assertThat(score.missed()).isEqualTo(kind.equals("cilium") ? List.of() : PINGS);
        assertThat(score.wrong()).isEmpty();
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.97);
        Set<AdmittedEdge> admitted = score.admitted();
        for (ShopTruth.Edge edge : ShopTruth.edges(ShopTruth.Status.UNWANTED)) {
            assertThat(edge.keys()).as(edge.id()).noneMatch(admitted::contains);
        }
        assertThat(admitted).noneMatch(edge -> edge.from().equals("shop/Deployment/recommend") && edge.port() == 80);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theReplayDeniesNothingAndTheBooksBalance(boolean flows) {
        CaptureChecks.assertSound(run(flows));
    }

    @Test
    void eachCaptureAloneIsSoundAndItsRecallIsOfWhatItCanSee() throws IOException {
        List<String> table = new ArrayList<>();
        for (Path capture : captureFiles()) {
            Shop.Run run = Shop.enforced(withInventory(capture.toString()));
            table.add(CaptureChecks.row(capture.getFileName().toString(), run));
        }
        table.forEach(System.out::println);
    }

    private static List<Path> captureFiles() throws IOException {
        try (Stream<Path> files = Files.list(captures)) {
            return files.sorted().toList();
        }
    }
}
