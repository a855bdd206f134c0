package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import io.policap.infer.evaluate.Evaluator;
import io.policap.infer.evaluate.EvaluatorOptions.Dialect;
import io.policap.infer.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions on the shop: each changes what it says, and nothing else. */
class ShopDecisionsTest {
    private static Path decisions(String text) {
        return ShopPieces.write("decisions.yaml", "policapDecisions: 1\n" + text);
    }

    private static Shop.Run enforced(Path decisions) {
        List<String> arguments = new ArrayList<>(List.of(Shop.flowLog()));
        arguments.addAll(List.of("--decisions", decisions.toString()));
        return Shop.enforced(arguments.toArray(new String[0]));
    }

    /** Every connection that passes, of those between pods and between them and what is no pod. */
    private static TreeSet<AdmittedEdge> admitted(Shop.Run run, String kind) {
        List<Policy> policies = WrittenTree.read(run.directory(), kind).policies();
        assertThat(policies).as("policies of " + kind).isNotEmpty();
        Dialect dialect = kind.equals("cilium") ? Dialect.CILIUM : Dialect.KUBERNETES;
        Evaluator evaluator = Admissions.evaluator(policies, dialect);
        TreeSet<AdmittedEdge> admitted = new TreeSet<>();
        Admissions.all(evaluator, ShopUniverse.ports(), (candidate, decision) -> {
            if (decision.allowed()) {
                admitted.add(candidate.edge());
            }
        });
        return admitted;
    }

    private static List<String> without(TreeSet<AdmittedEdge> these, TreeSet<AdmittedEdge> those) {
        return these.stream()
                .filter(edge -> !those.contains(edge))
                .map(AdmittedEdge::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "shop/gateway, shop-data/orders-db, 5432, shop/Deployment/gateway -> shop-data/StatefulSet/orders-db TCP 5432",
        "shop/catalog, shop/diameter-peer, 3868/SCTP, shop/Deployment/catalog -> shop/Deployment/diameter-peer SCTP 3868",
        "shop/payment, 203.0.113.74, 443, shop/Deployment/payment -> 203.0.113.74 TCP 443"
    })
    void aDeniedEdgeLosesItsPermissionAndNothingElseChanges(String from, String to, String port, String edge) {
        Path file = decisions(
                "deny:\n  - {from: " + from + ", to: " + to + ", ports: [" + port + "], reason: not wanted}\n");
        Shop.Run denied = enforced(file);

        for (String kind : List.of("kubernetes", "cilium")) {
            TreeSet<AdmittedEdge> before = admitted(Shop.enforced(), kind);
            TreeSet<AdmittedEdge> after = admitted(denied, kind);

            assertThat(without(before, after)).as(kind + ": lost").containsExactly(edge);
            assertThat(without(after, before)).as(kind + ": gained").isEmpty();
        }
        assertThat(denied.issues("denied-by-decision")).hasSize(1);
        assertThat(denied.issues("denied-but-open")).isEmpty();
        assertThat(denied.issues("replay-denied")).isEmpty();
    }

    @Test
    void anAllowedEdgeIsGainedAndNothingElseChanges() {
        Shop.Run allowed = enforced(decisions(
                "allow:\n  - {from: batch/nightly-report, to: shop/payment, ports: [8000], reason: quarterly}\n"));

        for (String kind : List.of("kubernetes", "cilium")) {
            TreeSet<AdmittedEdge> before = admitted(Shop.enforced(), kind);
            TreeSet<AdmittedEdge> after = admitted(allowed, kind);

            assertThat(without(after, before))
                    .as(kind + ": gained")
                    .containsExactly("batch/CronJob/nightly-report -> shop/Deployment/payment TCP 8000");
            assertThat(without(before, after)).as(kind + ": lost").isEmpty();
        }
    }

    @Test
    void theExampleOfTheDocumentsWorksAsItStands() {
        Path example = Shop.directory().resolveSibling("decisions").resolve("shop.yaml");
        List<String> arguments = new ArrayList<>(List.of(Shop.flowLog()));
        arguments.addAll(List.of("--decisions", example.toString()));
        Shop.Run run = Shop.learn(arguments.toArray(new String[0]));

        assertThat(run.status()).isEqualTo(ExitCode.DONE.code());
        assertThat(run.issues("decision-unused")).isEmpty();
        assertThat(run.issues("decision-not-applied")).isEmpty();
        assertThat(run.issues("denied-by-decision")).hasSize(1);
        assertThat(run.out()).contains("denied-by-decision");
    }

    @Test
    void verifyDoesNotCountWhatWasDeniedAsCut() {
        Path file = decisions(
                "deny:\n  - {from: shop/gateway, to: shop-data/orders-db, ports: [5432], reason: not wanted}\n");
        Shop.Run denied = enforced(file);
        List<String> line = new ArrayList<>(List.of("verify", "--policies"));
        line.add(denied.directory().resolve("cilium").toString());
        line.addAll(List.of(Shop.flowLog()));

        assertThat(Shop.run(line.toArray(new String[0])).status()).isEqualTo(ExitCode.FINDINGS.code());
        line.addAll(List.of("--decisions", file.toString()));
        Shop.Run verified = Shop.run(line.toArray(new String[0]));
        assertThat(verified.status()).as(verified.out()).isEqualTo(ExitCode.DONE.code());
    }

    @Test
    void promoteKeepsWhatWasDecided() {
        Path file = decisions(
                "deny:\n  - {from: shop/gateway, to: shop-data/orders-db, ports: [5432], reason: not wanted}\n"
                        + "ignoreNamespaces: [kube-system]\n");
        List<String> arguments = new ArrayList<>(List.of(Shop.flowLog()));
        arguments.addAll(List.of("--decisions", file.toString()));
        Shop.Run audited = Shop.learn(arguments.toArray(new String[0]));
        Path target = Shop.newDirectory();
        List<String> line = new ArrayList<>(
                List.of("promote", audited.directory().toString(), "-o", target.toString(), "--accept-all"));
        for (String inventory : Shop.withInventory()) {
            line.addAll(List.of("-i", inventory));
        }

        Shop.Run promoted = Shop.run(line.toArray(new String[0]));

        assertThat(promoted.status()).as(promoted.out() + promoted.err()).isEqualTo(ExitCode.DONE.code());
        assertThat(promoted.out()).contains("denied 0");
        assertThat(Shop.texts(target).keySet())
                .contains("cilium/1-allow/shop/gateway.yaml")
                .noneMatch(path -> path.contains("kube-system"));
        assertThat(Shop.texts(target).get("cilium/1-allow/shop/gateway.yaml")).doesNotContain("orders-db");
    }

    @Test
    void whatIsDeniedAndPassesAllTheSameIsTold() {
        Shop.Run run = enforced(decisions("""
                deny:
                  - {from: shop/cart, to: 203.0.113.36, ports: [443], reason: not wanted}
                widen:
                  - {workload: shop/cart, direction: egress, to: 203.0.113.0/24, ports: [443], reason: published}
                """));

        assertThat(run.issues("denied-but-open"))
                .hasSize(2)
                .allMatch(issue -> issue.contains("shop/Deployment/cart -> 203.0.113.36/32 TCP 443"));
    }

    @Test
    void aFileWithAMistakeEndsTheRunBeforeAnythingIsWritten() throws IOException {
        Path directory = Shop.newDirectory();
        Path file = directory.resolve("bad.yaml");
        Files.write(file, "policapDecisions: 1\ndeny:\n  - {from: shop/web}\n".getBytes(UTF_8));
        Shop.Run run = Shop.run(
                "learn",
                Shop.file("hubble.jsonl.gz").toString(),
                "--decisions",
                file.toString(),
                "-o",
                directory.resolve("out").toString());

        assertThat(run.status()).isEqualTo(ExitCode.UNREADABLE_INPUT.code());
        assertThat(run.err().lines())
                .containsExactly(
                        file + ":3: 'reason' is missing; add it",
                        file + ":3: 'to' is missing; add it",
                        "policap: nothing was concluded; correct the decisions first");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsAUsageError() {
        Shop.Run run = Shop.run("learn", Shop.file("hubble.jsonl.gz").toString(), "--decisions", "nowhere.yaml");

        assertThat(run.status()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("nowhere.yaml: no such file");
    }

    @Test
    void aFileThatIsNamedAndLiesAmongTheSourcesCountsOnce() throws IOException {
        Path directory = Shop.newDirectory();
        Path file = directory.resolve("any-name");
        Files.write(file, "policapDecisions: 1\nignoreNamespaces: [kube-system]\n".getBytes(UTF_8));
        Files.copy(Shop.file("hubble.jsonl.gz"), directory.resolve("hubble.jsonl.gz"));
        Shop.Run found = Shop.run(
                "learn", directory.toString(), "-q", "-o", Shop.newDirectory().toString());
        Shop.Run both = Shop.run(
                "learn",
                directory.toString(),
                "-q",
                "--decisions",
                file.toString(),
                "-o",
                Shop.newDirectory().toString());

        assertThat(both.err()).isEmpty();
        assertThat(found.status()).isEqualTo(ExitCode.DONE.code());
        assertThat(both.status()).isEqualTo(ExitCode.DONE.code());
    }
}
