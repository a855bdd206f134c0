package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Labels;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static WorkloadKey key(String kind, String name) {
        return new WorkloadKey("default", "shop", kind, name);
    }

    private static OwnerObject object(String kind, String name, String upKind, String up) {
        return new OwnerObject(
                new OwnerRecord(
                        key(kind, name),
                        Optional.of(LabelSelector.of(Map.of("app", name, "pod-template-hash", "x"))),
                        Labels.of(Map.of("app", name, "pod-template-hash", "x"))),
                kind + "/" + name,
                up.isEmpty() ? Optional.empty() : Optional.of(new OwnerReference(upKind, up, upKind + "/" + up)));
    }

    private static WorkloadKey workload(InventoryBuilder builder) {
        return builder.build().pods().get(0).workload();
    }

    @Test
    void aDeploymentOwnsByWayOfItsReplicaSet() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("cart-abc-1").ownedBy("ReplicaSet", "cart-abc"))
                .addOwner(object("ReplicaSet", "cart-abc", "Deployment", "cart"), "")
                .addOwner(object("Deployment", "cart", "", ""), "");

        assertThat(workload(builder)).isEqualTo(key("Deployment", "cart"));
        assertThat(builder.build().workloads()).containsExactly(key("Deployment", "cart"));
        assertThat(builder.build().owner(key("ReplicaSet", "cart-abc"))).isEmpty();
    }

    @Test
    void aDeploymentIsDerivedFromThePodTemplateHash() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("cart-abc-1").labels("pod-template-hash", "abc").ownedBy("ReplicaSet", "cart-abc"));

        assertThat(workload(builder)).isEqualTo(key("Deployment", "cart"));
        assertThat(builder.build().owner(key("Deployment", "cart"))).isEmpty();
    }

    @Test
    void aReplicaSetAloneTellsItsDeploymentsSelector() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("cart-abc-1").ownedBy("ReplicaSet", "cart-abc"))
                .addOwner(object("ReplicaSet", "cart-abc", "Deployment", "cart"), "");

        OwnerRecord owner = builder.build().owner(key("Deployment", "cart")).orElseThrow();
        assertThat(owner.selector().orElseThrow().matchLabels()).containsOnly(Map.entry("app", "cart-abc"));
        assertThat(owner.templateLabels().map()).containsOnlyKeys("app");
    }

    @Test
    void aReplicaSetThatNobodyOwnsIsAWorkload() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("rs-1").labels("pod-template-hash", "none").ownedBy("ReplicaSet", "rs"))
                .addOwner(object("ReplicaSet", "rs", "", ""), "");

        assertThat(workload(builder)).isEqualTo(key("ReplicaSet", "rs"));
    }

    @Test
    void aRolloutIsDerivedFromItsOwnHash() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("cart-abc-1")
                        .labels("rollouts-pod-template-hash", "abc")
                        .ownedBy("ReplicaSet", "cart-abc"));

        assertThat(workload(builder)).isEqualTo(key("Rollout", "cart"));
    }

    @Test
    void aCronJobIsDerivedFromAScheduleButNotFromADate() {
        assertThat(workload(new InventoryBuilder().addPod(pod("a").ownedBy("Job", "report-29923919"))))
                .isEqualTo(key("CronJob", "report"));
        assertThat(workload(new InventoryBuilder().addPod(pod("a").ownedBy("Job", "report-1637668800"))))
                .isEqualTo(key("CronJob", "report"));
        assertThat(workload(new InventoryBuilder().addPod(pod("a").ownedBy("Job", "migrate-20260101"))))
                .isEqualTo(key("Job", "migrate-20260101"));
    }

    @Test
    void aJobObjectThatNobodyOwnsIsNoCronJob() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("a").ownedBy("Job", "report-29923919"))
                .addOwner(object("Job", "report-29923919", "", ""), "");

        assertThat(workload(builder)).isEqualTo(key("Job", "report-29923919"));
    }

    @Test
    void theChainEndsWhereSomethingSelectsPods() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("prometheus-0").ownedBy("StatefulSet", "prometheus"))
                .addOwner(object("StatefulSet", "prometheus", "Prometheus", "k8s"), "")
                .addOwner(object("Prometheus", "k8s", "", ""), "");

        assertThat(workload(builder)).isEqualTo(key("StatefulSet", "prometheus"));
    }

    @Test
    void aCustomOwnerIsAWorkload() {
        assertThat(workload(new InventoryBuilder().addPod(pod("a").ownedBy("Workflow", "build"))))
                .isEqualTo(key("Workflow", "build"));
    }

    @Test
    void aStaticPodIsNamedWithoutItsNode() {
        assertThat(workload(new InventoryBuilder().addPod(pod("kube-proxy-n1").ownedBy("Node", "n1"))))
                .isEqualTo(key("Pod", "kube-proxy"));
    }

    @Test
    void ownersThatOwnEachOtherEndTheSearch() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("p").ownedBy("A", "a"))
                .addOwner(object("A", "a", "B", "b"), "")
                .addOwner(object("B", "b", "A", "a"), "");

        assertThat(workload(builder)).isEqualTo(key("A", "a"));
        assertThat(builder.build().workloads()).isNotEmpty();
    }
}
