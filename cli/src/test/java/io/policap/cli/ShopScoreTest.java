package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.net.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The enforced policies of the shop, as they stand on disk, against what was meant to pass. */
class ShopScoreTest {
    /** NetworkPolicy has no words for ICMP: e049 and e050 are IPv4 pings, e051 is an IPv6 one. */
    private static final List<String> PINGS = List.of("e049", "e050", "e051");

    /**
     * Prometheus to the API server and checkout to its object store, both on the second node: the fixture has that node's
     * own capture for twenty seconds only, in which they did not talk, and its uplink, where egress has the node's address.
     */
    private static final List<String> ONLY_MASQUERADED = List.of("e040", "e060");

    private static final Map<String, Predicate<AdmittedEdge>> WIDER = Map.of(
            "dns", edge -> edge.to().equals("kube-system/Deployment/coredns") && edge.port() == 53,
            "own-node", edge -> edge.from().startsWith("node "),
            "nodes", edge -> edge.from().startsWith("node ") || edge.to().startsWith("node "),
            "nodes+own-node", edge -> edge.from().startsWith("node "),
            "range",
                    edge -> edge.to().equals("shop-data/Deployment/supplier-ftp")
                            && edge.from().equals("shop/Deployment/checkout")
                            && edge.protocol() == Protocol.TCP
                            && edge.port() >= 46751
                            && edge.port() <= 46918,
            "public-endpoint",
                    edge -> edge.to().equals("ingress-nginx/Deployment/ingress-nginx-controller")
                            && !edge.from().contains("/")
                            && edge.protocol() == Protocol.TCP
                            && (edge.port() == 80 || edge.port() == 443));

    private static final Map<String, ShopScore> SCORES = new ConcurrentHashMap<>();

    private static ShopScore score(String kind) {
        return score(kind, Shop.flowLog());
    }

    private static ShopScore score(String kind, String... sources) {
        Shop.Run run = Shop.enforced(sources);
        return SCORES.computeIfAbsent(kind + run.directory(), key -> {
            ShopScore score = ShopScore.of(run.directory(), kind, ShopUniverse.ports());
            System.out.println("shop, " + Path.of(sources[0]).getFileName() + ", " + kind + ": " + score.describe());
            return score;
        });
    }

    /** What the fixture has: its captures, and its captures and flow log together. */
    static List<List<String>> ways() {
        return List.of(List.of(Shop.captures()), List.of(Shop.directory().toString()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thePacketsOfTheFixtureGiveTheSameScoreAloneAndWithTheFlowLog(List<String> ways) {
        String[] sources = ways.toArray(new String[0]);
        for (String kind : List.of("kubernetes", "cilium")) {
            ShopScore score = score(kind, sources);

            Set<String> missed = new TreeSet<>(kind.equals("cilium") ? List.of() : PINGS);
            missed.addAll(sources.length > 1 ? ONLY_MASQUERADED : List.of());
            assertThat(score.missed()).containsExactlyElementsOf(missed);
            assertThat(score.wrong()).isEmpty();
            assertThat(score.open()).isEmpty();
            assertThat(score.unwantedAdmitted()).isEmpty();
        }
        CaptureChecks.assertSound(Shop.enforced(sources));
    }

    @Test
    void everyIntendedEdgePassesTheNetworkPoliciesButPingsThatTheyHaveNoWordsFor() {
        assertThat(score("kubernetes").missed()).isEqualTo(PINGS);
        assertThat(Shop.enforced().issueCounts()).containsKey("not-expressible");
    }

    @Test
    void everyIntendedEdgePassesTheCiliumPolicies() {
        assertThat(score("cilium").missed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void nothingButIntendedEdgesPassesUnlessItsRuleSaysWhyItIsWider(String kind) {
        assertThat(score(kind).asked()).isGreaterThan(400_000);
        assertThat(score(kind).wrong()).isEmpty();
        assertThat(score(kind).open()).isEmpty();
        assertThat(score(kind).precision()).isGreaterThanOrEqualTo(0.97);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void whatIsWiderOnPurposeIsWhatItsMarkNamesAndIsCountedInTheSummary(String kind) {
        JsonNode counted = Shop.enforced().summary().get("kinds").get(kind).get("overPermission");
        score(kind).wide().forEach((reason, edges) -> {
            assertThat(WIDER).containsKey(reason);
            assertThat(edges).as(reason).allMatch(WIDER.get(reason));
            if (!reason.contains(ShopScore.OWN_NODE)) {
                assertThat(counted.path(reason).intValue()).as(reason).isPositive();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void nothingUnwantedPasses(String kind) {
        assertThat(ShopTruth.edges(ShopTruth.Status.UNWANTED))
                .extracting(ShopTruth.Edge::id)
                .hasSize(7);
        assertThat(score(kind).unwantedAdmitted()).isEmpty();
    }

    @Test
    void kubeletProbesPassFromOneNodeOfTheClusterAtLeast() {
        for (String kind : List.of("kubernetes", "cilium")) {
            Set<AdmittedEdge> admitted = score(kind).admitted();
            for (ShopTruth.Edge probe : ShopTruth.edges(ShopTruth.Status.INFRA)) {
                assertThat(probe.keys()).as(kind + " " + probe.id()).anyMatch(admitted::contains);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "cilium"})
    void aPolicyThatAdmitsMoreIsFoundOut(String kind) throws IOException {
        Path directory = Shop.newDirectory();
        for (Map.Entry<String, String> file :
                Shop.texts(Shop.enforced().directory()).entrySet()) {
            Path copy = directory.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            // Another address outside takes the place of the one that was seen.
            Files.writeString(copy, file.getValue().replace("198.51.100.25/32", "203.0.113.200/32"));
        }

        ShopScore score = ShopScore.of(directory, kind, List.of(25, 80));

        assertThat(score.wrong())
                .containsExactly(new AdmittedEdge("shop/Deployment/recommend", "203.0.113.200", Protocol.TCP, 25));
        assertThat(score.missed()).contains("e065");
    }
}
