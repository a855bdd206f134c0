package io.policap.infer.learn.workload;

import static io.policap.infer.FlowFixture.labels;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import io.policap.infer.label.Requirement;
import io.policap.infer.label.VolatileLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** R6: the selector of a workload among its neighbours. */
class SelectorChoiceTest {
    private static Optional<LabelSelector> choose(List<Labels> own, List<Labels> others, String... ownerSelector) {
        Optional<LabelSelector> owner = ownerSelector.length == 0
                ? Optional.empty()
                : Optional.of(LabelSelector.of(labels(ownerSelector).map()));
        return new SelectorChoice(own, others).choose(owner);
    }

    private static LabelSelector selector(String... keysAndValues) {
        return LabelSelector.of(labels(keysAndValues).map());
    }

    @Test
    void theOwnersSelectorIsTakenWithoutItsVolatileLabels() {
        Labels own = labels("tier", "front", "app", "web", "pod-template-hash", "abc");
        assertThat(choose(List.of(own), List.of(), "tier", "front", "pod-template-hash", "abc"))
                .contains(selector("tier", "front"));
    }

    @Test
    void anOwnersSelectorThatMatchesOthersIsExtended() {
        Labels own = labels("tier", "front", "app", "web");
        Labels other = labels("tier", "front", "app", "api");
        assertThat(choose(List.of(own), List.of(other), "tier", "front"))
                .contains(selector("tier", "front", "app", "web"));
    }

    @Test
    void anOwnersSelectorThatMissesAPodIsNotTaken() {
        Labels own = labels("app", "web", "zone", "a");
        assertThat(choose(List.of(own), List.of(), "gone", "x")).contains(selector("app", "web"));
    }

    @Test
    void withoutOwnerTheFirstSufficientPrefixOfTheUsualLabelsIsTaken() {
        Labels own = labels(
                "k8s-app",
                "w",
                "app",
                "w",
                "app.kubernetes.io/component",
                "c",
                "app.kubernetes.io/instance",
                "i",
                "app.kubernetes.io/name",
                "n",
                "zone",
                "z");
        assertThat(choose(List.of(own), List.of())).contains(selector("app.kubernetes.io/name", "n"));
        assertThat(choose(List.of(own), List.of(labels("app.kubernetes.io/name", "n"))))
                .contains(selector("app.kubernetes.io/name", "n", "app.kubernetes.io/instance", "i"));
        Labels upToApp = labels(
                "app.kubernetes.io/component",
                "c",
                "app.kubernetes.io/instance",
                "i",
                "app.kubernetes.io/name",
                "n",
                "app",
                "w");
        assertThat(choose(List.of(own), List.of(upToApp)))
                .contains(selector(
                        "app.kubernetes.io/component",
                        "c",
                        "app.kubernetes.io/instance",
                        "i",
                        "app.kubernetes.io/name",
                        "n",
                        "app",
                        "w",
                        "k8s-app",
                        "w"));
    }

    @Test
    void otherStableLabelsComeAfterTheUsualOnesByKey() {
        Labels own = labels("app", "web", "b", "1", "a", "1");
        assertThat(choose(List.of(own), List.of(labels("app", "web", "b", "1", "a", "2"))))
                .contains(selector("app", "web", "a", "1"));
    }

    @Test
    void whereLabelsDoNotSufficeOneDoesNotExistDoes() {
        Labels own = labels("app", "web");
        Labels other = labels("app", "web", "track", "canary");
        assertThat(choose(List.of(own), List.of(other)))
                .contains(new LabelSelector(
                        new TreeMap<>(Map.of("app", "web")), List.of(Requirement.doesNotExist("track"))));
    }

    @Test
    void whereValuesDifferOneNotInDoes() {
        List<Labels> own = List.of(labels("app", "web", "track", "a"), labels("app", "web", "track", "b"));
        List<Labels> others = List.of(labels("app", "web", "track", "x"), labels("app", "web", "track", "y"));
        assertThat(choose(own, others))
                .contains(new LabelSelector(
                        new TreeMap<>(Map.of("app", "web")), List.of(Requirement.notIn("track", Set.of("x", "y")))));
    }

    @Test
    void whatNothingTellsApartCannotBeSelected() {
        Labels same = labels("app", "web");
        assertThat(choose(List.of(same), List.of(same))).isEmpty();
        assertThat(choose(
                        List.of(labels("app", "web", "pod-template-hash", "a")),
                        List.of(labels("app", "web", "pod-template-hash", "b"))))
                .isEmpty();
        assertThat(choose(List.of(Labels.NONE), List.of())).isEmpty();
        assertThat(choose(List.of(labels("a", "1"), labels("b", "1")), List.of()))
                .isEmpty();
    }

    @Test
    void volatileLabelsAreNeverNamed() {
        for (String key : List.of(
                "pod-template-hash",
                "controller-revision-hash",
                "apps.kubernetes.io/pod-index",
                "statefulset.kubernetes.io/pod-name",
                "job-name",
                "batch.kubernetes.io/job-name",
                "controller-uid",
                "batch.kubernetes.io/controller-uid",
                "rollouts-pod-template-hash",
                "version",
                "app.kubernetes.io/version",
                "helm.sh/chart",
                "chart",
                "security.istio.io/tlsMode",
                "policap.io/enforce")) {
            assertThat(VolatileLabels.isVolatile(key)).as(key).isTrue();
            assertThat(choose(List.of(labels(key, "x")), List.of())).as(key).isEmpty();
        }
        assertThat(VolatileLabels.isVolatile("app")).isFalse();
        assertThat(VolatileLabels.isVolatile("app.kubernetes.io/name")).isFalse();
    }

    @Test
    void whateverIsChosenMatchesAllOwnLabelSetsAndNoOthers() {
        long seed = Long.getLong("policap.seed", 11L);
        int chosen = 0;
        int withExpression = 0;
        for (long run = seed; run < seed + 20_000; run++) {
            Random random = new Random(run);
            List<Labels> own = sets(random, 1 + random.nextInt(3));
            List<Labels> others = sets(random, random.nextInt(5));
            Optional<LabelSelector> owner = random.nextBoolean()
                    ? Optional.of(LabelSelector.of(sets(random, 1).get(0).map()))
                    : Optional.empty();
            Optional<LabelSelector> selector = new SelectorChoice(own, others).choose(owner);
            if (selector.isPresent()) {
                chosen++;
                withExpression += selector.get().matchExpressions().isEmpty() ? 0 : 1;
                assertThat(selector.get().isEmpty()).as("seed %s", run).isFalse();
                assertThat(own).as("seed %s, %s", run, selector).allMatch(selector.get()::matches);
                assertThat(others).as("seed %s, %s", run, selector).noneMatch(selector.get()::matches);
                assertThat(selector.get().matchLabels().keySet())
                        .as("seed %s", run)
                        .noneMatch(VolatileLabels::isVolatile);
            } else {
                assertThat(own.stream().anyMatch(others::contains) || !sharesAStableLabel(own) || !others.isEmpty())
                        .as("seed %s: %s among %s should be selectable", run, own, others)
                        .isTrue();
            }
        }
        assertThat(chosen).isGreaterThan(5_000);
        assertThat(withExpression).isGreaterThan(100);
    }

    private static boolean sharesAStableLabel(List<Labels> own) {
        return own.get(0).map().entrySet().stream()
                .filter(label -> !VolatileLabels.isVolatile(label.getKey()))
                .anyMatch(label ->
                        own.stream().allMatch(labels -> labels.map().entrySet().contains(label)));
    }

    private static List<Labels> sets(Random random, int count) {
        List<Labels> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> map = new TreeMap<>();
            for (String key : List.of("app", "app.kubernetes.io/name", "tier", "zone", "version")) {
                if (random.nextInt(3) > 0) {
                    map.put(key, String.valueOf(random.nextInt(2)));
                }
            }
            sets.add(Labels.of(map));
        }
        return sets;
    }
}
