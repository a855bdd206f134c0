package io.policap.cli.source;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.TakenCapture;
import io.policap.capture.packet.join.ClockSkew;
import io.policap.capture.recording.RecognizedFile;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Books;
import io.policap.infer.connection.Origin;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import java.util.List;
import java.util.Set;

/**
 * What the sources of a run hold.
 *
 * @param inventory the Kubernetes objects
 * @param baseline what was seen
 * @param issues what could not be read
 * @param files the files that were read, in words, sorted
 * @param captures from where the captures among them were taken
 * @param skews how far the clocks of nodes are apart, as connections in captures of several nodes show
 * @param decisions files of decisions among the sources, not read yet
 */
public record Ingested(
        Inventory inventory,
        BaselineSnapshot baseline,
        Issues issues,
        List<String> files,
        List<TakenCapture> captures,
        List<ClockSkew> skews,
        List<RecognizedFile> decisions) {
    public Ingested {
        captures = List.copyOf(captures);
        skews = List.copyOf(skews);
        decisions = List.copyOf(decisions);
        requireNonNull(inventory, "inventory");
        requireNonNull(baseline, "baseline");
        requireNonNull(issues, "issues");
        files = List.copyOf(files);
    }

    /** What the books count: flows, packets, or both together. */
    public String counted() {
        Set<Origin> origins = baseline.origins();
        if (!origins.contains(Origin.PACKETS)) {
            return origins.isEmpty() && !captures.isEmpty() ? "packets" : "flows";
        }
        return origins.contains(Origin.HUBBLE) ? "flows+packets" : "packets";
    }

    /** Whether no file of the sources could be used. */
    public boolean nothingRead() {
        return files.isEmpty();
    }

    /** Whether any flow or baseline among the sources could be read; a log of damaged lines alone holds none. */
    public boolean hasTraffic() {
        Books books = baseline.books();
        long damaged = books.skipped().getOrDefault(SkipReason.MALFORMED, 0L);
        return books.read() > damaged || !baseline.claims().isEmpty();
    }
}
