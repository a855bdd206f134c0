package io.policap.emit.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.infer.inventory.RawObject;
import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Policies that an API server and Cilium's agent accepted or refused, one change each. */
@Tag("shared")
class SharedAcceptanceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void whatTheClusterTakesIsReadAndWhatItPrunesIsNamed() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> lenient = new ArrayList<>();
        int refused = 0;
        for (String file : List.of("np-lint.jsonl", "cnp-lint.jsonl")) {
            for (String line : lines(file)) {
                Map<?, ?> lint = JSON.readValue(line, Map.class);
                boolean cilium = file.startsWith("cnp");
                boolean taken = accepted(lint, "apiserverIgnoreUnknown") && (!cilium || accepted(lint, "agent"));
                // A status says nothing about what is allowed.
                boolean strict = accepted(lint, "apiserver") || "status".equals(lint.get("case"));
                PolicyReading reading = read(lint);
                String name = lint.get("id") + " " + lint.get("case") + " "
                        + reading.issues().list();
                if (taken && reading.models().size() != 1) {
                    wrong.add("refused: " + name);
                }
                if (taken && !strict && reading.issues().count(IssueCode.UNSUPPORTED_POLICY_FIELD) == 0) {
                    wrong.add("pruned without a word: " + name);
                }
                if (!taken && reading.malformed() == 0) {
                    lenient.add(lint.get("id") + " " + lint.get("case"));
                } else if (!taken) {
                    refused++;
                }
            }
        }
        System.out.println("refused as the cluster does: " + refused + "; read although the cluster refuses: "
                + lenient.size() + " " + lenient);
        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(lenient.size());
    }

    private static PolicyReading read(Map<?, ?> lint) {
        @SuppressWarnings("unchecked")
        Map<String, Object> policy = (Map<String, Object>) lint.get("policy");
        return PolicyReader.readTree(new RawObject((String) lint.get("id"), policy));
    }

    private static boolean accepted(Map<?, ?> lint, String by) {
        return lint.get(by) instanceof Map<?, ?> answer && Boolean.TRUE.equals(answer.get("accept"));
    }

    private static List<String> lines(String file) throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        return Files.readAllLines(Path.of(shared, "cases", file));
    }
}
