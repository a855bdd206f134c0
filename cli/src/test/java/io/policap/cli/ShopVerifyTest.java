package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code policap verify} on the shop's policies, whole and with a rule less. */
class ShopVerifyTest {
    private static final String CUT = "shop/Deployment/gateway -> shop/Deployment/price-stream TCP 50052";

    private static Shop.Run verify(Path policies, String... options) {
        return verify(Shop.flowLog(), policies, options);
    }

    private static Shop.Run verify(String[] sources, Path policies, String... options) {
        List<String> line = new ArrayList<>(List.of("verify", "--policies", policies.toString(), "-q"));
        line.addAll(List.of(sources));
        line.addAll(List.of(options));
        return Shop.run(line.toArray(new String[0]));
    }

    /** One tree without the rule that lets the gateway into the price stream. */
    private static Path spoiled(Shop.Run run, String kind) throws IOException {
        Path directory = Shop.newDirectory();
        for (Map.Entry<String, String> file :
                Shop.texts(run.directory().resolve(kind)).entrySet()) {
            Path copy = directory.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            boolean spoil = file.getKey().equals("1-allow/shop/price-stream.yaml");
            String text = spoil ? file.getValue().replace("50052", "50053") : file.getValue();
            assertThat(text.equals(file.getValue())).isEqualTo(!spoil);
            Files.writeString(copy, text);
        }
        return directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void writtenPoliciesCutNothingOfTheirOwnRecording(String kind) {
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            Shop.Run verified = verify(run.directory().resolve(kind));

            assertThat(verified.status()).as(verified.out()).isEqualTo(ExitCode.DONE.code());
            assertThat(verified.out())
                    .contains(kind.equals("cilium") ? "116" : "113")
                    .doesNotContain("DENIED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void whatWasLearnedFromPacketsCutsNothingOfTheFlowLogButWhatNoPacketShows(String kind) {
        Shop.Run packets = Shop.enforced(Shop.captures());

        Shop.Run verified = verify(packets.directory().resolve(kind));

        // Which no packet of the fixture shows, but with the address of the node: see ShopScoreTest.
        assertThat(verified.out().lines().filter(line -> line.contains("DENIED")))
                .as(verified.out())
                .containsExactly(
                        "  DENIED monitoring/StatefulSet/prometheus -> node 172.18.0.11 TCP 6443",
                        "  DENIED shop/Deployment/checkout -> 203.0.113.185/32 TCP 443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void whatWasLearnedFromTheFlowLogCutsNothingOfThePackets(String kind) {
        Shop.Run verified = verify(Shop.captures(), Shop.enforced().directory().resolve(kind));

        assertThat(verified.status()).as(verified.out()).isEqualTo(ExitCode.DONE.code());
        assertThat(verified.out()).doesNotContain("DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void aMissingRuleIsAFindingThatNamesTheEdge(String kind) throws IOException {
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            Shop.Run verified = verify(spoiled(run, kind));

            assertThat(verified.status()).isEqualTo(ExitCode.FINDINGS.code());
            assertThat(verified.out().lines().filter(line -> line.contains("DENIED")))
                    .containsExactly("  DENIED " + CUT);
            assertThat(verified.out()).contains("shop/policap-price-stream");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void jsonNamesTheEdgeAndTheReason(String kind) throws IOException {
        Shop.Run verified = verify(spoiled(Shop.audited(), kind), "--json");

        assertThat(verified.status()).isEqualTo(ExitCode.FINDINGS.code());
        JsonNode result = Shop.JSON.readTree(verified.out());
        List<JsonNode> denials = new ArrayList<>();
        result.forEach(part -> part.path("denials").forEach(denials::add));
        assertThat(denials).hasSize(1);
        assertThat(denials.get(0).get("edge").asString()).isEqualTo(CUT);
        assertThat(denials.get(0).get("reason").asString()).startsWith("ingress: no rule allows it");
    }

    @Test
    void aNamespaceLimitsTheSubjectsNeverThePeers() {
        Path policies = Shop.enforced().directory().resolve("cilium");

        int all = replayed(verify(policies, "--json"));
        int batch = replayed(verify(policies, "--json", "-n", "batch"));

        assertThat(all).isEqualTo(116);
        assertThat(batch)
                .as("two cron jobs: database, resolver, one outside address each")
                .isEqualTo(6);
    }

    private static int replayed(Shop.Run run) {
        return JsonMapper.shared()
                .readTree(run.out())
                .get("cilium")
                .get("replayed")
                .intValue();
    }
}
