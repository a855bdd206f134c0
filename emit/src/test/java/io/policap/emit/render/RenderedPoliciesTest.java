package io.policap.emit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.read.PolicyReader;
import io.policap.emit.read.PolicyReading;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.policy.from.CiliumPolicies;
import io.policap.infer.policy.from.KubernetesPolicies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The text of every file that a sample intent becomes.
 *
 * <p>The expected files are under {@code src/test/resources/rendered}; {@code -Dupdate} rewrites them.
 */
class RenderedPoliciesTest {
    private static final Path EXPECTED = Path.of("src/test/resources/rendered");

    private final SortedMap<String, SampleFiles.Rendered> files = SampleFiles.of(SampleIntent.of());

    @Test
    void everyFileReadsAsPeopleWouldWriteIt() throws IOException {
        SortedMap<String, String> actual = new TreeMap<>();
        files.forEach((name, file) -> actual.put(name, file.text()));
        if (System.getProperty("update") != null) {
            for (Map.Entry<String, String> file : actual.entrySet()) {
                Path path = EXPECTED.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        assertThat(actual).containsExactlyEntriesOf(expected());
    }

    @Test
    void whatWasRenderedReadsBackAsTheSameModel() throws IOException {
        for (Map.Entry<String, SampleFiles.Rendered> file : files.entrySet()) {
            PolicyReading reading = read(file.getKey(), file.getValue().text());
            assertThat(reading.issues().list()).as(file.getKey()).isEmpty();
            assertThat(reading.models())
                    .as(file.getKey())
                    .containsExactly(file.getValue().model());
        }
    }

    @Test
    void networkPoliciesHoldNoFieldThatTheirApiDoesNotKnow() {
        files.forEach((name, file) -> {
            if (name.startsWith("kubernetes/")) {
                StrictModel.parse(name, file.text());
            }
        });
    }

    @Test
    void noSectionIsEmptyUnlessItClosesTheDirection() {
        files.forEach((name, file) -> {
            JsonNode spec = StrictModel.tree(file.text()).get("spec");
            for (String section : List.of("ingress", "egress")) {
                JsonNode rules = spec.get(section);
                assertThat(rules == null || !rules.isEmpty()).as(name).isTrue();
                if (rules != null && !name.contains("/default-deny/")) {
                    rules.forEach(rule -> assertThat(rule.isEmpty()).as(name).isFalse());
                }
            }
        });
    }

    @Test
    void whatAKindCannotSayIsAnIssue() {
        assertThat(KubernetesPolicies.from(SampleIntent.of()).issues())
                .allMatch(issue -> issue.code() == IssueCode.NOT_EXPRESSIBLE)
                .anyMatch(issue -> issue.message().contains("ICMP type 8"))
                .anyMatch(issue -> issue.message().contains("ICMPv6 type 128"))
                .anyMatch(issue -> issue.message().contains("shop/ledger"));
        assertThat(CiliumPolicies.from(SampleIntent.of()).issues())
                .allMatch(issue -> issue.code() == IssueCode.NOT_EXPRESSIBLE)
                .anyMatch(issue -> issue.place().contains("shop/StatefulSet/gateway"));
    }

    @Test
    void theSameIntentGivesTheSameBytes() {
        SampleFiles.of(SampleIntent.of())
                .forEach((name, file) -> assertThat(file.text())
                        .as(name)
                        .isEqualTo(files.get(name).text()));
    }

    static PolicyReading read(String name, String text) throws IOException {
        return PolicyReader.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static SortedMap<String, String> expected() throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(EXPECTED)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                expected.put(EXPECTED.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return expected;
    }
}
