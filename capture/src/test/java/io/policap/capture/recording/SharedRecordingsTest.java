package io.policap.capture.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.issue.Issue;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real recordings, recognised file by file. */
@Tag("shared")
class SharedRecordingsTest {
    private final Issues issues = new Issues();

    @Test
    void theShopIsOneFlowLogAnInventoryAndCaptures() {
        Recording shop = open("recordings/shop");
        assertThat(names(shop, ContentKind.HUBBLE_FLOWS)).containsExactly("hubble.jsonl.gz");
        assertThat(names(shop, ContentKind.KUBERNETES_OBJECTS))
                .containsExactly("cluster.json", "pods-watch.jsonl", "workloads.json");
        assertThat(shop.files(ContentKind.CAPTURE)).hasSizeGreaterThanOrEqualTo(25);
        assertThat(issues.list())
                .extracting(SharedRecordingsTest::lastOfPlace)
                .containsExactly("conntrack-n1.txt", "conntrack-n2.txt", "truth.json");
    }

    @Test
    void thePublicLinesAreFlowsAndTheirNotesAreNot() {
        Recording lines = open("recordings/hubble-public");
        assertThat(lines.files(ContentKind.HUBBLE_FLOWS)).hasSize(11);
        assertThat(issues.list()).extracting(SharedRecordingsTest::lastOfPlace).containsExactly("NOTES.txt");
    }

    private Recording open(String directory) {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        return Recording.open(List.of(shared + "/" + directory), new ByteArrayInputStream(new byte[0]), issues);
    }

    private static List<String> names(Recording recording, ContentKind kind) {
        return recording.files(kind).stream().map(file -> last(file.name())).toList();
    }

    private static String lastOfPlace(Issue issue) {
        return last(issue.place());
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
