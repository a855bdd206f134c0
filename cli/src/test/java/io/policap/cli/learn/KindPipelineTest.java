package io.policap.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.policap.emit.lint.LintOptions;
import io.policap.emit.render.KubernetesYaml;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.cilium.CiliumLabelFilter;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.rollout.CiliumVersion;
import io.policap.infer.policy.rollout.Mode;
import io.policap.infer.policy.rollout.RolloutPlan;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KindPipelineTest {
    private static final Baseline EMPTY =
            new Baseline("default", new ConnectionResolver(Inventory.empty(), "default"), BaselineLimits.DEFAULT);
    private static final Inferred NOTHING = Inference.infer(EMPTY.snapshot(), Inventory.empty(), LearnOptions.DEFAULT);
    private static final RolloutPlan<NetworkPolicy> PLAN = new RolloutPlan<>(
            List.of(new SourcedPolicy<>(
                    new NetworkPolicy(
                            "shop",
                            "web",
                            new TreeMap<>(),
                            new TreeMap<>(),
                            LabelSelector.ALL,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new TreeSet<>(List.of(PolicyType.INGRESS)))),
                    "shop",
                    "Deployment/web",
                    "web",
                    List.of(),
                    List.of())),
            List.of(),
            List.of());

    private static KindPipeline<NetworkPolicy> pipeline(KindPipeline.Renderer<NetworkPolicy> renderer) {
        return new KindPipeline<>(
                "kubernetes",
                renderer,
                Mode.ENFORCE,
                new Proof("default", Inventory.empty(), List.of(), List.of(), CiliumLabelFilter.byDefault()),
                LintOptions.of(CiliumVersion.DEFAULT));
    }

    @Test
    void whatTheClusterTakesIsWritten() {
        assertThat(pipeline(KubernetesYaml::render).run(PLAN, NOTHING).files()).hasSize(1);
    }

    @Test
    void aTextThatTheClusterWouldRefuseIsADefectThatNamesTheField() {
        KindPipeline.Renderer<NetworkPolicy> renderer = (policy, mode, deny) ->
                KubernetesYaml.render(policy, mode, deny).replace("podSelector: {}", "podSelektor: {}");
        assertThatThrownBy(() -> pipeline(renderer).run(PLAN, NOTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the cluster would refuse")
                .hasMessageContaining("spec.podSelektor");
    }
}
