package io.policap.infer.policy.cilium;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiliumLabelFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app",
                "k8s-app",
                "app.kubernetes.io/name",
                "io.kubernetes.pod.namespace",
                "io.cilium.k8s.namespace.labels.team",
                "batch.kubernetes.io/job-name",
                "job-name",
                "helm.sh/chart"
            })
    void theDefaultKeeps(String key) {
        assertThat(CiliumLabelFilter.byDefault().keeps(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod-template-hash",
                "controller-revision-hash",
                "controller-uid",
                "statefulset.kubernetes.io/pod-name",
                "apps.kubernetes.io/pod-index",
                "batch.kubernetes.io/controller-uid",
                "kubernetes.io/metadata.name",
                "topology.kubernetes.io/zone",
                "failure-domain.beta.kubernetes.io/zone",
                "io.kubernetes.container.name"
            })
    void theDefaultDrops(String key) {
        assertThat(CiliumLabelFilter.byDefault().keeps(key)).isFalse();
    }

    @Test
    void aListOfKeysKeepsJustThose() {
        Labels labels = Labels.of(Map.of("app", "web", "tier", "front"));

        assertThat(CiliumLabelFilter.of(Set.of("app")).filter(labels).map()).containsExactly(Map.entry("app", "web"));
        assertThat(CiliumLabelFilter.all().filter(labels)).isSameAs(labels);
    }
}
