package io.policap.infer.policy.from;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.Coverage;
import io.policap.infer.intent.Selection;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.LabelSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyNamesTest {
    @Test
    void aWorkloadGivesItsNameToItsPolicy() {
        assertThat(names("Deployment/cart", "Deployment/v1.cart")).containsExactly("cart", "v1.cart");
    }

    @Test
    void workloadsOfOneNameHaveTheirKindInFront() {
        assertThat(names("Deployment/cart", "StatefulSet/cart")).containsExactly("deployment-cart", "statefulset-cart");
    }

    @Test
    void aWorkloadThatIsCalledLikeAnothersKindAndNameKeepsItsName() {
        assertThat(names("Deployment/cart", "StatefulSet/cart", "Deployment/statefulset-cart"))
                .containsExactly("deployment-cart", "statefulset-cart-2", "statefulset-cart");
    }

    @Test
    void noWorkloadTakesTheNameOfTheSecondStage() {
        assertThat(names("Deployment/default-deny")).containsExactly("deployment-default-deny");
    }

    @Test
    void namesThatDifferOnlyInWhatIsReplacedStayApart() {
        // Both become the same name, and Java's hash of both is the same.
        assertThat(names("Pod/&_", "Pod/'@")).doesNotHaveDuplicates();
        assertThat(names("Pod/a", "Pod/A")).doesNotHaveDuplicates().contains("a");
    }

    @Test
    void everyNameIsADnsSubdomain() {
        assertThat(names("Pod/--.nan--x", "Pod/-.-", "Pod/", "Pod/../../etc", "Pod/" + "x.-".repeat(100)))
                .allMatch(name -> name.length() < 220)
                .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"));
    }

    private static List<String> names(String... workloads) {
        List<WorkloadIntent> intents =
                Stream.of(workloads).map(PolicyNamesTest::workload).toList();
        PolicyNames names = new PolicyNames(intents);
        return intents.stream().map(workload -> names.fileName(workload.key())).toList();
    }

    private static WorkloadIntent workload(String text) {
        int slash = text.indexOf('/');
        LabelSelector selector = LabelSelector.of(Map.of("app", "x"));
        return new WorkloadIntent(
                new WorkloadKey("default", "shop", text.substring(0, slash), text.substring(slash + 1)),
                new Selection(selector, Optional.of(selector)),
                List.of(),
                List.of(),
                Coverage.FULL,
                Coverage.FULL,
                new Confidence(0, Instant.MAX, Instant.MIN, 0, 0, 1, 0, 0),
                List.of());
    }
}
