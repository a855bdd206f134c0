package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.at;
import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryRemovalTest {
    private static final ServiceRecord WEB = InventoryServicesTest.service("web", "10.96.0.1", 80, "");

    private static NodeRecord node(String address) {
        return new NodeRecord(
                "default",
                "n1",
                Labels.NONE,
                List.of(Ip.parse(address)),
                List.of(),
                List.of(Cidr.parse("10.244.7.0/24")),
                false);
    }

    @Test
    void aServiceIsGoneAsOfItsVersionWhateverTheOrder() {
        InventoryBuilder last = new InventoryBuilder().addService(WEB, "5");
        last.removeService(WEB.cluster(), WEB.namespace(), WEB.name(), "5");
        InventoryBuilder first = new InventoryBuilder();
        first.removeService(WEB.cluster(), WEB.namespace(), WEB.name(), "5");
        first.addService(WEB, "5");

        assertThat(last.build().services()).isEmpty();
        assertThat(first.build().services()).isEmpty();
        assertThat(first.addService(WEB, "6").build().services()).hasSize(1);
    }

    @Test
    void aNodeThatIsGoneLeavesTheRangeOfItsPodsAndTheNextOfItsNameIsAnotherOne() {
        InventoryBuilder builder = new InventoryBuilder().addNode(node("172.18.0.2"), "3");
        builder.removeNode("default", "n1", "4");
        builder.addNode(node("172.18.0.3"), "");

        assertThat(builder.build().nodes())
                .as("what a pod still tells of it is older")
                .isEmpty();
        assertThat(builder.build().podRanges()).containsExactly(Cidr.parse("10.244.7.0/24"));
        assertThat(builder.addNode(node("172.18.0.9"), "8").build().nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.addresses()).containsExactly(Ip.parse("172.18.0.9")));
    }

    @Test
    void aPodEndsWhenItWasHeardToBeGoneUnlessItSaysAnEarlierEnd() {
        InventoryBuilder builder = new InventoryBuilder()
                .addPod(pod("a").uid("a").from("10:00:00").sighting("1"))
                .addPod(pod("b").uid("b").from("10:00:00").to("10:05:00").sighting("2"));
        builder.endPod("default", "a", at("10:30:00"));
        builder.endPod("default", "b", at("10:30:00"));
        builder.endPod("default", "nobody", at("10:30:00"));

        assertThat(builder.build().pods()).hasSize(2).allMatch(PodRecord::deleted);
        assertThat(builder.build().pods())
                .extracting(pod -> pod.lifetime().to())
                .containsExactly(at("10:30:00"), at("10:05:00"));
    }

    @Test
    void theLastPodOfAWorkloadIsForgottenAfterAllOthers() {
        InventoryBuilder builder = new InventoryBuilder();
        builder.addPod(pod("rare").uid("rare").from("09:00:00").gone().sighting("1"));
        builder.endPod("default", "rare", at("09:01:00"));
        for (int i = 0; i < 5; i++) {
            String id = "p" + i;
            OwnerReference set = new OwnerReference("DaemonSet", "often", "");
            PodSighting seen = pod(id).uid(id).from("10:0" + i + ":00").gone().sighting("2");
            builder.addPod(new PodSighting(seen.pod(), Optional.of(set), "2"));
            builder.endPod("default", id, at("10:0" + i + ":30"));
        }
        builder.addPod(
                pod("alive").uid("alive").from("08:00:00").phase("Running").sighting("3"));

        assertThat(builder.forgetEnded(2)).isEqualTo(4);
        assertThat(builder.build().pods())
                .extracting(pod -> pod.key().name())
                .containsExactlyInAnyOrder("alive", "rare", "p4");
        assertThat(builder.endedPods()).isEqualTo(2);
    }

    @Test
    void anOwnerThatIsGoneStaysWhileAPodOfItsIsKnown() {
        WorkloadKey key = new WorkloadKey("default", "shop", "StatefulSet", "db");
        InventoryBuilder builder = new InventoryBuilder().addOwner(new OwnerRecord(key, Optional.empty(), Labels.NONE));
        PodSighting seen = pod("db-0").uid("u").from("10:00:00").sighting("2");
        builder.addPod(new PodSighting(seen.pod(), Optional.of(new OwnerReference("StatefulSet", "db", "")), "2"));
        builder.removeOwner(key);
        builder.forgetEnded(10);
        assertThat(builder.build().owner(key)).isPresent();

        builder.endPod("default", "u", at("11:00:00"));
        builder.forgetEnded(0);
        builder.forgetEnded(0);
        assertThat(builder.build().owner(key)).isEmpty();
    }

    @Test
    void onlyWhatAnInventoryShowsCountsAsAChange() {
        InventoryBuilder builder = new InventoryBuilder().addService(WEB, "5");
        builder.addPod(pod("a").uid("a").from("10:00:00").sighting("1"));
        long changes = builder.changes();

        builder.addService(WEB, "6");
        builder.addPod(pod("a").uid("a").from("10:00:00").sighting("7"));
        builder.removeNamespace("default", "never-there", "3");
        assertThat(builder.changes()).isEqualTo(changes);

        builder.addPod(pod("a").uid("a").from("10:00:00").to("11:00:00").sighting("8"));
        assertThat(builder.changes()).isGreaterThan(changes);
    }
}
