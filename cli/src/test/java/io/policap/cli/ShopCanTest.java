package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code policap can} on the shop's enforced policies. */
class ShopCanTest {
    private static Shop.Run can(String kind, String... question) {
        List<String> line = new ArrayList<>(List.of("can"));
        line.addAll(List.of(question));
        line.addAll(List.of(
                "--policies",
                Shop.enforced().directory().resolve(kind).toString(),
                "-i",
                Shop.file("cluster.json").toString(),
                "-i",
                Shop.file("workloads.json").toString()));
        return Shop.run(line.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes, shop/gateway, shop/cart, 5000, allow",
        "cilium, shop/gateway, shop/cart, 5000/TCP, allow",
        "kubernetes, shop/gateway, shop/cart, 5001, deny",
        "cilium, shop/cart, shop/gateway, 8080, deny",
        "kubernetes, shop/debug-shell, shop-data/orders-db, 5432, deny",
        "cilium, shop/debug-shell, shop-data/orders-db, 5432, deny",
        "kubernetes, shop/recommend, 198.51.100.25, 25, allow",
        "cilium, shop/recommend, 198.51.100.25, 25, allow",
        "cilium, shop/recommend, world, 25, deny",
        "kubernetes, shop/recommend, world, 25, deny",
        "kubernetes, world, ingress-nginx/ingress-nginx-controller, 443, allow",
        "cilium, world, ingress-nginx/ingress-nginx-controller, 443, allow",
        "kubernetes, world, shop/cart, 5000, deny",
        "cilium, monitoring/netcheck, shop-data/orders-db, 8/ICMP, allow",
        "cilium, ingress-nginx/ingress-nginx-controller, kube-apiserver, 6443, allow",
        "cilium, 192.0.2.77, ingress-nginx/ingress-nginx-controller, 443, allow",
        "kubernetes, shop/catalog, shop/diameter-peer, 3868/SCTP, allow"
    })
    void oneQuestionIsAnsweredWithItsReason(String kind, String from, String to, String port, String verdict) {
        Shop.Run run = can(kind, from, to, port);

        assertThat(run.out())
                .startsWith(verdict + System.lineSeparator())
                .contains("egress:")
                .contains("ingress:");
        boolean passes = verdict.equals("allow");
        assertThat(run.status()).isEqualTo((passes ? ExitCode.DONE : ExitCode.FINDINGS).code());
    }

    @Test
    void theReasonNamesThePolicyThatDecided() {
        assertThat(can("cilium", "shop/gateway", "shop/cart", "5000").out())
                .contains("CiliumNetworkPolicy shop/policap-gateway spec.egress[")
                .contains("CiliumNetworkPolicy shop/policap-cart spec.ingress[");
        assertThat(can("kubernetes", "shop/debug-shell", "shop/cart", "5000").out())
                .contains("closed by NetworkPolicy shop/policap-default-deny");
    }

    @Test
    void manyQuestionsAreAnsweredLineByLine() {
        Path queries = ShopPieces.write(
                "queries.jsonl",
                "{\"src\":\"shop/gateway\",\"dst\":\"shop/cart\",\"port\":5000,\"protocol\":\"TCP\",\"id\":7}\n"
                        + "{\"src\":\"shop/cart\",\"dst\":{\"ip\":\"203.0.113.36\"},\"port\":443}\n"
                        + "{\"src\":\"192.0.2.77\",\"dst\":\"shop/cart\",\"port\":5000}\n");

        Shop.Run run = can("kubernetes", "--queries", queries.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE.code());
        List<JsonNode> answers = run.out().lines().map(Shop.JSON::readTree).toList();
        assertThat(answers)
                .extracting(answer -> answer.get("verdict").asString())
                .containsExactly("allow", "allow", "deny");
        assertThat(answers.get(0).get("id").intValue()).isEqualTo(7);
        assertThat(answers.get(1).has("ingress")).isFalse();
        assertThat(answers.get(2).has("egress")).isFalse();
        assertThat(answers.get(2).get("ingress").asString()).isEqualTo("deny");
    }

    @Test
    void aQueryThatNamesNobodyIsSaidWithItsLineAndTheRestIsAnswered() {
        Path queries = ShopPieces.write(
                "queries.jsonl",
                "{\"src\":\"shop/nobody\",\"dst\":\"shop/cart\",\"port\":5000}\n"
                        + "{\"src\":\"shop/gateway\",\"dst\":\"shop/cart\",\"port\":5000}\n");

        Shop.Run run = can("kubernetes", "--queries", queries.toString());

        assertThat(run.status()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(run.err()).contains("queries.jsonl:1:").contains("shop/nobody");
        assertThat(run.out().lines()).hasSize(1);
    }
}
