package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What holds for whatever was learned from captures of the shop, and how much of what they show was learned. */
final class CaptureChecks {
    private CaptureChecks() {}

    /** The books balance and the replay denies nothing. */
    static void assertSound(Shop.Run run) {
        JsonNode flows = run.summary().get("flows");
        long skipped = 0;
        for (Map.Entry<String, JsonNode> reason : flows.get("skipped").properties()) {
            skipped += reason.getValue().longValue();
        }
        assertThat(flows.get("used").longValue() + skipped)
                .as(run.out())
                .isEqualTo(flows.get("read").longValue());
        run.summary()
                .get("kinds")
                .properties()
                .forEach(kind -> assertThat(
                                kind.getValue().get("proof").get("denied").intValue())
                        .as(kind.getKey())
                        .isZero());
    }

    /** The intended edges that a capture shows and the policies learned from it deny. */
    static List<String> missed(String capture, ShopScore score) {
        List<String> missed = new ArrayList<>();
        for (ShopTruth.Edge edge : ShopTruth.visibleIn(capture, ShopTruth.Status.INTENDED)) {
            if (!score.learned().containsAll(edge.keys())) {
                missed.add(edge.id());
            }
        }
        return missed;
    }

    /** How many workloads a run says it covers in full, in part and not at all, for ingress and for egress. */
    static Map<String, Integer> coverage(Shop.Run run, String direction) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode workload : run.summary().get("workloads")) {
            counts.merge(workload.get(direction + "Coverage").asString(), 1, Integer::sum);
        }
        return counts;
    }

    /** One capture's row of the table: recall of what it shows, and the coverage it claims. */
    static String row(String capture, Shop.Run run) {
        if (run.status() != 0) {
            return capture + ": exit " + run.status() + " " + run.err();
        }
        assertSound(run);
        ShopScore score = ShopScore.of(run.directory(), "cilium", ShopUniverse.ports());
        int visible = ShopTruth.visibleIn(capture, ShopTruth.Status.INTENDED).size();
        List<String> missed = missed(capture, score);
        return String.format(
                "| %s | %d of %d | %d wrong | ingress %s | egress %s | missed %s | wrong %s",
                capture,
                visible - missed.size(),
                visible,
                score.wrong().size(),
                coverage(run, "ingress"),
                coverage(run, "egress"),
                missed,
                score.wrong());
    }
}
