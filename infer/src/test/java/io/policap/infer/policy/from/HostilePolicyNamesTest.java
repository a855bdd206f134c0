package io.policap.infer.policy.from;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.FlowFixture;
import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Coverage;
import io.policap.infer.intent.Selection;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever a workload is called, its policy's name is valid and its own. */
class HostilePolicyNamesTest {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    private static WorkloadKey key(String name) {
        String[] parts = name.split("/", 3);
        return new WorkloadKey("default", parts[0], parts[1], parts[2]);
    }

    private static List<String> fileNames(String... keys) {
        List<WorkloadIntent> workloads = new ArrayList<>();
        for (String key : keys) {
            workloads.add(workload(key(key)));
        }
        PolicyNames names = new PolicyNames(workloads);
        return workloads.stream()
                .map(workload -> names.fileName(workload.key()))
                .toList();
    }

    private static WorkloadIntent workload(WorkloadKey key) {
        LabelSelector selector = LabelSelector.of(FlowFixture.labels("app", "x").map());
        return new WorkloadIntent(
                key,
                new Selection(selector, Optional.empty()),
                List.of(),
                List.of(),
                Coverage.FULL,
                Coverage.FULL,
                new Confidence(0, Instant.MAX, Instant.MIN, 0, 0, 1, 0, 0),
                List.of());
    }

    @Test
    void hostileNamesBecomeSafeOnesAndStayApart() {
        String[] names = {
            "../../etc/passwd",
            "a/b",
            "A",
            "a",
            "",
            "..",
            ".",
            "x y",
            "x\ny",
            "x\0y",
            "\u2028",
            "a.-.-.b",
            "a..b",
            "-a-",
            "_~",
            "`_",
            "x".repeat(400),
            "x".repeat(401),
            "{{ evil }}",
            "a-00000041",
            "con",
            "\u0130"
        };
        String[] keys = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            keys[i] = "shop/Deployment/" + names[i];
        }
        List<String> safe = fileNames(keys);
        assertThat(safe)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches(SUBDOMAIN))
                .allMatch(name -> ("policap-" + name).length() <= 253);
    }

    @Test
    void randomNamesAreAlwaysValidAndApart() {
        long seed = Long.getLong("policap.seed", 5L);
        for (long run = seed; run < seed + 500; run++) {
            Random random = new Random(run);
            TreeSet<String> keys = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                StringBuilder name = new StringBuilder();
                for (int length = random.nextInt(6); length > 0; length--) {
                    name.append("aA.-_b/".charAt(random.nextInt(7)));
                }
                keys.add("shop/" + (random.nextBoolean() ? "Deployment" : "Job") + "/" + name);
            }
            List<String> names = fileNames(keys.toArray(String[]::new));
            assertThat(names)
                    .as("seed %s: %s", run, keys)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches(SUBDOMAIN));
        }
    }
}
