package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static Shop.Run alone() {
        return Shop.enforced(Shop.withInventory(captures.toString()));
    }

    private static Shop.Run withFlows() {
        return Shop.enforced(Shop.withInventory(
                captures.toString(), Shop.file("hubble.jsonl.gz").toString()));
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
        assertThat(score.open()).isEmpty();
        assertThat(score.unwantedAdmitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theReplayDeniesNothingAndTheBooksBalance(boolean flows) {
        CaptureChecks.assertSound(run(flows));
    }

    @Test
    void eachCaptureAloneGivesRulesForAllItProvesAndNoneThatIsWrongAndClaimsNoMoreThanItSaw() throws IOException {
        CaptureTable table = new CaptureTable();
        for (Path file : captureFiles()) {
            String capture = file.getFileName().toString();
            Shop.Run run = Shop.enforced(Shop.withInventory(file.toString()));
            assertThat(run.status()).as(capture + run.err()).isEqualTo(ExitCode.DONE.code());

            CaptureChecks.assertSound(run);
            ShopScore score = ShopScore.of(run.directory(), "cilium", ShopUniverse.fewPorts());
            CaptureChecks.assertProven(capture, score);
            CaptureVantage vantage = CaptureVantage.of(capture);
            vantage.assertNothingMoreIsClaimed(run);
            table.add(capture, vantage, score, run);
        }
        assertThat(table.lines()).isEqualTo(table.committed());
    }

    private static List<Path> captureFiles() throws IOException {
        try (Stream<Path> files = Files.list(captures)) {
            return files.sorted().toList();
        }
    }
}
