package io.policap.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The page about what each capture of the shop shows; {@code -Dupdate} writes it anew. */
final class CaptureTable {
    private static final String HEAD = """
            # What a capture shows

            Each capture of the shop ([recording](../fixtures/shop/README.md)), given to `policap learn` alone with the Kubernetes
            objects, `--mode enforce --accept-all`. `CaptureScoreTest` writes and checks this page.

            * *edges*: intended edges for which both ends got their rules, of those of which the capture has a packet according to
              `truth.json`. No capture gives a rule that is wrong or unwanted, and none is cut by its own policies.
            * *ingress, egress*: for how many of the 26 workloads the capture is claimed to cover all (*full*) or a part of what they
              did; of the rest it claims nothing.
            * *not proven*: the other edges, with the reason.

            | capture | taken at | edges | ingress full, part | egress full, part | not proven |
            |---|---|---|---|---|---|
            """;

    private static final String TAIL = """

            Together the captures prove every intended edge but the three pings, which NetworkPolicy has no words for, and so do
            captures and flow log together.
            """;

    private final StringBuilder rows = new StringBuilder();

    void add(String capture, CaptureVantage vantage, ShopScore score, Shop.Run run) {
        int visible = ShopTruth.visibleIn(capture, ShopTruth.Status.INTENDED).size();
        int missed = CaptureChecks.missed(capture, score).size();
        rows.append(String.format(
                "| %s | %s | %d of %d | %s | %s | %s |%n",
                capture,
                vantage.kind(),
                visible - missed,
                visible,
                coverage(run, "ingress"),
                coverage(run, "egress"),
                gaps(capture)));
    }

    private static String gaps(String capture) {
        StringBuilder text = new StringBuilder();
        CaptureGap.of(capture)
                .forEach((gap, edges) -> text.append(text.isEmpty() ? "" : "; ")
                        .append(edges.size() > 5 ? edges.size() + " edges" : String.join(", ", edges))
                        .append(": ")
                        .append(gap));
        return text.toString();
    }

    private static String coverage(Shop.Run run, String direction) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode workload : run.summary().get("workloads")) {
            counts.merge(workload.get(direction + "Coverage").asString(), 1, Integer::sum);
        }
        return counts.getOrDefault("full", 0) + ", " + counts.getOrDefault("partial", 0);
    }

    /** The whole page. */
    List<String> lines() {
        return (HEAD + rows + TAIL).lines().toList();
    }

    /** The page as it is in the repository, or after {@code -Dupdate} this one. */
    List<String> committed() throws IOException {
        Path page = Shop.directory()
                .resolveSibling("..")
                .resolve("docs")
                .resolve("captures.md")
                .normalize();
        if (System.getProperty("update") != null) {
            Files.write(page, lines());
        }
        return Files.readAllLines(page);
    }
}
