package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import io.policap.infer.net.Protocol;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The shop's flows with less and less of its Kubernetes objects, scored against the truth of the whole cluster. */
class ShopCutInventoryTest {
    private static final String FLOWS = Shop.file("hubble.jsonl.gz").toString();
    private static final String CLUSTER = Shop.file("cluster.json").toString();
    private static final String OWNERS = Shop.file("workloads.json").toString();
    private static final String WATCH = Shop.file("pods-watch.jsonl").toString();
    private static final Path PODS =
            ShopPieces.cluster(item -> item.get("kind").asString().equals("Pod"));

    /** UDP to a port that the container does not declare: without the pods' specs one-way UDP like any other. */
    private static final AdmittedEdge CLOSED_PORT =
            new AdmittedEdge("shop/Deployment/cart", "monitoring/Deployment/statsd-exporter", Protocol.UDP, 8126);

    private static final Map<String, ShopScore> SCORES = new TreeMap<>();

    private static ShopScore score(Shop.Run run, String kind) {
        assertThat(run.status()).as(run.out()).isEqualTo(ExitCode.DONE.code());
        assertThat(run.summary()
                        .get("kinds")
                        .get(kind)
                        .get("proof")
                        .get("denied")
                        .intValue())
                .isZero();
        return SCORES.computeIfAbsent(run.directory() + kind, key -> {
            ShopScore score = ShopScore.of(run.directory(), kind, ShopUniverse.fewPorts());
            System.out.println("shop, cut down, " + kind + ": " + score.describe());
            return score;
        });
    }

    /** The rules of every policy file, without the comments, which tell what was seen. */
    private static Map<String, String> rules(Shop.Run run) {
        Map<String, String> rules = new TreeMap<>();
        Shop.texts(run.directory()).forEach((file, text) -> {
            if (file.endsWith(".yaml")) {
                rules.put(file, text.replaceAll("(?m)^ *#.*\\n", ""));
            }
        });
        return rules;
    }

    @Test
    void withoutOwnerObjectsSelectorsComeFromLabelsAndNothingIsLost() {
        Shop.Run cut = Shop.enforced(FLOWS, CLUSTER, WATCH);

        assertThat(score(cut, "cilium").missed()).isEmpty();
        assertThat(score(cut, "kubernetes").missed()).containsExactly("e049", "e050", "e051");
        assertThat(score(cut, "cilium").wrong()).isEmpty();
        assertThat(score(cut, "kubernetes").wrong()).isEmpty();
        assertThat(cut.issueCounts())
                .isEqualTo(Shop.enforced(FLOWS, CLUSTER, OWNERS, WATCH).issueCounts());
    }

    @Test
    void withoutTheWatchStreamTheFlowsTellWhoHadAReusedAddressAndNothingIsLost() {
        Shop.Run whole = Shop.enforced();

        Shop.Run cut = Shop.enforced(FLOWS, CLUSTER, OWNERS);

        assertThat(rules(cut)).isEqualTo(rules(whole));
        assertThat(cut.status()).isEqualTo(ExitCode.DONE.code());
    }

    @Test
    void withPodsAloneThePublicEndpointIsOnlyWhatItsClientsLookedLikeTheNodes() {
        Shop.Run cut = Shop.enforced(FLOWS, PODS.toString());

        // Only a service tells that 192.0.2.77 stands behind the nodes' addresses (e001, e002).
        assertThat(score(cut, "cilium").missed()).containsExactly("e001", "e002");
        assertThat(score(cut, "kubernetes").missed()).containsExactly("e001", "e002", "e049", "e050", "e051");
        assertThat(score(cut, "cilium").wrong()).isEmpty();
        assertThat(score(cut, "kubernetes").wrong()).isEmpty();
        assertThat(cut.issueCounts())
                .doesNotContainKey("public-endpoint")
                .containsKey("node-addresses")
                .containsEntry("one-way-undeclared", 1);
        assertThat(cut.summary().get("issues").toString())
                .contains("is reached on TCP 443 by nodes; the inventory does not know all nodes");
    }

    @Test
    void withoutInventoryProbesGetRulesAndAClosedPortLooksLikeOneWayTraffic() {
        Shop.Run cut = Shop.enforced(FLOWS);

        assertThat(score(cut, "cilium").missed()).containsExactly("e001", "e002");
        assertThat(score(cut, "kubernetes").missed()).containsExactly("e001", "e002", "e049", "e050", "e051");
        assertThat(score(cut, "cilium").wrong()).isEqualTo(Set.of(CLOSED_PORT));
        assertThat(score(cut, "kubernetes").wrong()).isEqualTo(Set.of(CLOSED_PORT));
        assertThat(cut.issueCounts())
                .containsEntry("no-inventory", 1)
                .containsEntry("unknown-workload", 1)
                .containsKey("node-addresses")
                .containsEntry("one-way", 5)
                .doesNotContainKeys("public-endpoint", "dynamic-ports", "one-way-undeclared");
        assertThat(cut.issueCounts().get("node-addresses"))
                .as("every probe has become a rule for nodes")
                .isGreaterThanOrEqualTo(20);
    }
}
