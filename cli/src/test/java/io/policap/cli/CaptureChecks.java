package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Every edge that a capture shows has its rules, but those whose gap is known, and nothing else passes. */
    static void assertProven(String capture, ShopScore score) {
        List<String> gaps = CaptureGap.of(capture).values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        assertThat(missed(capture, score)).as(capture).isEqualTo(gaps);
        assertThat(score.wrong()).as(capture).isEmpty();
        assertThat(score.unwantedAdmitted()).as(capture).isEmpty();
    }
}
