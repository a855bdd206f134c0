package io.policap.infer.inventory;

import static io.policap.infer.inventory.Pods.at;
import static io.policap.infer.inventory.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.Labels;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InventoryBuilderTest {
    @Test
    void versionsOfOnePodAreMerged() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("job")
                        .uid("a")
                        .labels("v", "2")
                        .phase("Succeeded")
                        .ips("10.0.0.2")
                        .from("10:00:05")
                        .to("10:01:00")
                        .sighting("1000"))
                .addPod(pod("job")
                        .uid("a")
                        .labels("v", "1")
                        .phase("Pending")
                        .from("10:00:00")
                        .sighting("999"))
                .build();

        assertThat(inventory.pods()).hasSize(1);
        PodRecord job = inventory.pods().get(0);
        assertThat(job.labels()).isEqualTo(Labels.of(Map.of("v", "2")));
        assertThat(job.phase()).isEqualTo("Succeeded");
        assertThat(job.lifetime()).isEqualTo(new Lifetime(at("10:00:05"), at("10:01:00")));
        assertThat(job.addresses()).containsExactly(Ip.parse("10.0.0.2"));
    }

    @Test
    void aDeletionOfTheSameVersionIsTheNewer() {
        Inventory inventory = new InventoryBuilder()
                .addPod(pod("a").uid("a").phase("Running").gone().sighting("5"))
                .addPod(pod("a").uid("a").phase("Running").sighting("5"))
                .build();

        assertThat(inventory.pods()).singleElement().matches(PodRecord::deleted);
    }

    @Test
    void theNewestVersionOfAServiceCounts() {
        ServiceRecord old = InventoryServicesTest.service("web", "10.96.0.1", 80, "");
        ServiceRecord recent = InventoryServicesTest.service("web", "10.96.0.2", 80, "");

        assertThat(new InventoryBuilder()
                        .addService(recent, "100")
                        .addService(old, "99")
                        .build()
                        .services())
                .containsExactly(recent);
    }

    @Test
    void aPolicyThatIsGoneIsNotKept() {
        RawObject policy = new RawObject("f:1", Map.of("kind", "NetworkPolicy"));
        InventoryBuilder builder = new InventoryBuilder().addPolicy("p", policy, "1");

        assertThat(builder.build().policies()).containsExactly(policy);
        assertThat(builder.addPolicy("p", new RawObject("f:2", Map.of()), "2")
                        .build()
                        .policies())
                .isEmpty();
    }

    @Test
    void theOrderInWhichObjectsAreAddedDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<PodSighting> sightings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String from = String.format("10:%02d:%02d", random.nextInt(10), random.nextInt(3) * 10);
            Pods pod = pod("p" + random.nextInt(12))
                    .uid(random.nextInt(4) == 0 ? "" : "u" + random.nextInt(60))
                    .labels("l", String.valueOf(random.nextInt(3)))
                    .phase(List.of("", "Pending", "Running", "Succeeded").get(random.nextInt(4)))
                    .ips("10.0.0." + random.nextInt(9));
            if (random.nextBoolean()) {
                pod.from(from);
            }
            if (random.nextInt(3) == 0) {
                pod.to("10:2" + random.nextInt(10) + ":00");
            }
            sightings.add(
                    random.nextBoolean()
                            ? pod.sighting(random.nextInt(3) == 0 ? "" : String.valueOf(random.nextInt(4)))
                            : pod.ownedBy("Job", "j-" + random.nextInt(3)));
        }
        String expected = describe(sightings);
        for (int round = 0; round < 8; round++) {
            Collections.shuffle(sightings, random);
            assertThat(describe(sightings)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static String describe(List<PodSighting> sightings) {
        InventoryBuilder builder = new InventoryBuilder();
        sightings.forEach(builder::addPod);
        Inventory inventory = builder.build();
        StringBuilder text = new StringBuilder();
        inventory.pods().forEach(pod -> text.append(pod).append('\n'));
        for (int i = 0; i < 9; i++) {
            for (int minute = 0; minute < 30; minute += 5) {
                text.append(inventory.resolve(Ip.parse("10.0.0." + i), at(String.format("10:%02d:05", minute))))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
