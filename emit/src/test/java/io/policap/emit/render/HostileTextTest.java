package io.policap.emit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.emit.tree.TreePaths;
import io.policap.infer.intent.Intent;
import io.policap.infer.intent.Peer;
import io.policap.infer.intent.Rule;
import io.policap.infer.intent.Selection;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.rollout.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** No string leaves the place it is put in, or becomes anything but that string. */
class HostileTextTest {
    private static final long SEED = Long.getLong("policap.seed", 20_261L);

    @Test
    void everyKnownTrapIsReadAsTheStringItIs() {
        for (String text : HostileText.known()) {
            YamlNode.Mapping document = new YamlNode.Mapping().put(text, text);
            assertThat(load(YamlText.of(document))).as(printable(text)).isEqualTo(Map.of(text, text));
        }
    }

    @Test
    void anyTreeOfHostileStringsIsReadBackTheSame() {
        HostileText hostile = new HostileText(SEED);
        for (int round = 0; round < 3_000; round++) {
            Map<String, Object> expected = new TreeMap<>();
            YamlNode.Mapping document = new YamlNode.Mapping();
            for (int i = 0; i < 4; i++) {
                String key = hostile.next();
                List<String> values = List.of(hostile.next(), hostile.next());
                if (expected.put(key, values) == null) {
                    YamlNode.Sequence items = new YamlNode.Sequence();
                    values.forEach(value -> items.add(List.of(hostile.next()), YamlNode.string(value)));
                    document.put(key, items);
                } else {
                    expected.remove(key);
                    document.entries.removeIf(entry -> entry.key().equals(key));
                }
            }
            String text = YamlText.comment(List.of(hostile.next(), hostile.next()), 0) + YamlText.of(document);
            Object read = load(text);
            assertThat(read == null ? Map.of() : read).as(failure(round, text)).isEqualTo(expected);
            if (!expected.isEmpty()) {
                JsonNode again = StrictModel.tree(text);
                assertThat(again.propertyNames())
                        .as(failure(round, text))
                        .containsExactlyInAnyOrderElementsOf(expected.keySet());
            }
        }
    }

    @Test
    void hostileLabelsAndNamesLeaveTheShapeOfAPolicyAlone() {
        HostileText hostile = new HostileText(SEED);
        for (int round = 0; round < 500; round++) {
            String key = hostile.next();
            String value = hostile.next();
            LabelSelector selector = new LabelSelector(
                    new TreeMap<>(Map.of(key, value)), List.of(Requirement.notIn(key, Set.of(value))));
            Selection selection = new Selection(selector, Optional.of(selector));
            String namespace = hostile.next();
            var subject = SampleIntent.key("default", namespace, hostile.next(), hostile.next());
            var other = SampleIntent.key("default", hostile.next(), hostile.next(), hostile.next());
            Rule rule = new Rule(new Peer.Workload(other, selection), List.of(SampleIntent.tcp(80, 1, hostile.next())));
            WorkloadIntent workload = SampleIntent.intent(subject, selection, List.of(rule), List.of(rule));
            Intent intent = new Intent("default", List.of(workload), List.of(), List.of());
            SourcedPolicy<NetworkPolicy> policy =
                    KubernetesPolicies.from(intent).policies().get(0);
            String text = KubernetesYaml.render(policy, Mode.ENFORCE, false);
            JsonNode read = StrictModel.tree(text);
            String failure = failure(round, text);
            assertThat(read.propertyNames()).as(failure).containsExactly("apiVersion", "kind", "metadata", "spec");
            assertThat(read.at("/metadata/namespace").asString()).as(failure).isEqualTo(namespace);
            JsonNode pods = read.at("/spec/podSelector");
            assertThat(pods.at("/matchLabels").properties())
                    .as(failure)
                    .allMatch(label -> label.getKey().equals(key)
                            && label.getValue().isString()
                            && label.getValue().asString().equals(value));
            assertThat(pods.at("/matchExpressions/0/values/0").asString())
                    .as(failure)
                    .isEqualTo(value);
            assertThat(read.at("/spec/ingress")).as(failure).hasSize(1);
            assertThat(read.at("/metadata/name").asString())
                    .as(failure)
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
                    .hasSizeLessThan(254);
            assertThat(TreePaths.allow("kubernetes", namespace, policy.fileName()))
                    .as(failure)
                    .matches("kubernetes/1-allow/[a-z0-9_][a-z0-9._-]*/[a-z0-9_][a-z0-9._-]*\\.yaml")
                    .doesNotContain("..");
        }
    }

    @Test
    void aCommentStaysOnItsLine() {
        for (String text : HostileText.known()) {
            assertThat(YamlText.comment(List.of(text), 4).lines())
                    .as(printable(text))
                    .isNotEmpty()
                    .allMatch(line -> line.matches(" {4}#( [\\x20-\\x7e]*)?"));
        }
    }

    private static Object load(String text) {
        return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text);
    }

    private static String failure(int round, String text) {
        return "seed " + SEED + ", round " + round + ":\n" + text;
    }

    private static String printable(String text) {
        return YamlScalar.of(text);
    }
}
