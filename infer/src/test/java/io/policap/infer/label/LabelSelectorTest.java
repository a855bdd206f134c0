package io.policap.infer.label;

import static io.policap.infer.FlowFixture.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
    @Test
    void anEmptySelectorMatchesEverything() {
        assertThat(LabelSelector.ALL.matches(Labels.NONE)).isTrue();
        assertThat(LabelSelector.ALL.matches(labels("a", "b"))).isTrue();
        assertThat(LabelSelector.ALL.isEmpty()).isTrue();
    }

    @Test
    void everyLabelAndEveryExpressionHasToMatch() {
        LabelSelector selector = new LabelSelector(
                new TreeMap<>(Map.of("app", "web")), List.of(Requirement.in("tier", Set.of("a", "b"))));
        assertThat(selector.matches(labels("app", "web", "tier", "b", "more", "x")))
                .isTrue();
        assertThat(selector.matches(labels("app", "web", "tier", "c"))).isFalse();
        assertThat(selector.matches(labels("app", "api", "tier", "a"))).isFalse();
        assertThat(selector.matches(labels("app", "web"))).isFalse();
    }

    @Test
    void operatorsTreatAnAbsentKeyAsTheApiSays() {
        Labels absent = labels("other", "x");
        Labels empty = labels("k", "");
        assertThat(Requirement.in("k", Set.of("")).matches(absent.map())).isFalse();
        assertThat(Requirement.in("k", Set.of("")).matches(empty.map())).isTrue();
        assertThat(Requirement.notIn("k", Set.of("v")).matches(absent.map())).isTrue();
        assertThat(Requirement.notIn("k", Set.of("")).matches(empty.map())).isFalse();
        assertThat(Requirement.exists("k").matches(absent.map())).isFalse();
        assertThat(Requirement.exists("k").matches(empty.map())).isTrue();
        assertThat(Requirement.doesNotExist("k").matches(absent.map())).isTrue();
        assertThat(Requirement.doesNotExist("k").matches(empty.map())).isFalse();
    }

    @Test
    void anExpressionWithTheWrongNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> Requirement.in("k", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Requirement.notIn("k", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new Requirement("k", Requirement.Operator.EXISTS, new java.util.TreeSet<>(Set.of("v"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsDoNotChangeWithTheMapTheyCameFrom() {
        Map<String, String> map = new HashMap<>(Map.of("a", "1"));
        Labels labels = Labels.of(map);
        map.put("b", "2");
        assertThat(labels.map()).containsOnlyKeys("a");
        assertThatThrownBy(() -> labels.map().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void labelsAreOrderedByTheirEntriesAndEqualByContent() {
        assertThat(List.of(
                        Labels.NONE, labels("a", "1"), labels("a", "1", "b", "1"), labels("a", "2"), labels("b", "0")))
                .isSorted();
        assertThat(labels("a", "1", "b", "2"))
                .isEqualTo(labels("b", "2", "a", "1"))
                .hasSameHashCodeAs(labels("b", "2", "a", "1"));
        assertThat(labels("a", "1").compareTo(labels("a", "1"))).isZero();
    }

    @Test
    void labelSetsThatDifferNeverLookTheSame() {
        assertThat(labels("a", "b")).hasToString("{a=b}");
        List<Labels> hostile = List.of(
                labels("a", "b", "c", "d"),
                labels("a", "b, c=d"),
                labels("a=b, c", "d"),
                labels("a", "b\\, c=d"),
                labels("a", "b", "c", "d, e=f"),
                labels("a", "b, c=d", "e", "f"),
                labels("a", "b}"),
                labels("a", "b\\}"));
        assertThat(hostile.stream().map(Labels::toString)).doesNotHaveDuplicates();
    }

    @Test
    void whatDiffersBetweenReplicasIsTakenOut() {
        Labels pod = labels("app", "web", "pod-template-hash", "x", "version", "2");
        assertThat(VolatileLabels.withoutPerReplica(pod)).isEqualTo(labels("app", "web", "version", "2"));
        assertThat(VolatileLabels.stable(pod)).isEqualTo(labels("app", "web"));
        assertThat(VolatileLabels.stable(labels("app", "web"))).isEqualTo(labels("app", "web"));
    }
}
