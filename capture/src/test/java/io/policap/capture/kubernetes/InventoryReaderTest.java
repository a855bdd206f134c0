package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.inventory.Identity;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryReaderTest {
    static byte[] resource(String name) {
        try (InputStream in = InventoryReaderTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static InventoryText read(String name) {
        return new InventoryText().add(name, resource(name));
    }

    private static PodRecord pod(Inventory inventory, String name) {
        return inventory.pods().stream()
                .filter(pod -> pod.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pretty-list.json",
                "compact-list.json",
                "pod-list.json",
                "sorted-pod-list.json",
                "lines.jsonl",
                "documents.json",
                "array.json",
                "watch.jsonl",
                "list.yaml",
                "indented-list.yaml",
                "documents.yaml",
                "watch.yaml"
            })
    void everyFormThatKubectlPrintsGivesTheSamePods(String name) {
        InventoryText text = read(name);

        assertThat(text.messages()).isEmpty();
        assertThat(text.podNames()).containsExactly("shop/a", "shop/b");
        PodRecord a = pod(text.inventory(), "a");
        assertThat(a.addresses()).containsExactly(Ip.parse("10.244.0.2"), Ip.parse("fd00::2"));
        assertThat(a.labels().map()).containsEntry("app", "a").containsEntry("odd", "yes: \"it\" [is] {odd}");
        assertThat(text.reader.stats().read()).containsOnlyKeys("Pod").containsEntry("Pod", 2L);
        assertThat(text.reader.stats().malformed()).isZero();
    }

    @Test
    void portsProbesAndSidecarsOfAPodAreKnown() {
        InventoryText text = read("objects.yaml");
        PodRecord full = pod(text.inventory(), "full-abc-x");

        assertThat(full.ports())
                .extracting(port -> port.name() + "/" + port.protocol() + "/" + port.port() + "/" + port.hostPort())
                .containsExactly("web/TCP/8080/18080", "side/TCP/9000/0", "dns/UDP/53/0");
        assertThat(full.probePorts()).containsExactly(8080, 8081, 9000, 9001, 9002);
        assertThat(full.workload()).isEqualTo(new WorkloadKey("default", "shop", "Deployment", "full"));
        assertThat(full.serviceAccount()).isEqualTo("robot");
        assertThat(full.lifetime().from()).isEqualTo(Instant.parse("2026-11-23T10:00:02Z"));
        assertThat(full.lifetime().to())
                .as("deletion was asked for, one container has not finished")
                .isEqualTo(Instant.parse("2026-11-23T11:00:31Z"));
    }

    @Test
    void aFailedPodWithoutContainersEndsWhenItStoppedBeingReady() {
        assertThat(pod(read("objects.yaml").inventory(), "evicted").lifetime().to())
                .isEqualTo(Instant.parse("2026-11-23T10:30:01Z"));
    }

    @Test
    void aPodWithoutStatusOrDatesIsStillKnown() {
        PodRecord bare = pod(read("objects.yaml").inventory(), "bare");

        assertThat(bare.key().namespace()).isEqualTo("default");
        assertThat(bare.addresses()).isEmpty();
        assertThat(bare.lifetime().from()).isEqualTo(Instant.MIN);
        assertThat(bare.workload().kind()).isEqualTo("Pod");
    }

    @Test
    void servicesOfEveryTypeHaveTheirAddressesAndPorts() {
        Inventory inventory = read("objects.yaml").inventory();

        assertThat(inventory.resolve(Ip.parse("203.0.113.7"), Instant.MIN)).isInstanceOf(Identity.Service.class);
        assertThat(inventory.resolve(Ip.parse("fd00:96::9"), Instant.MIN)).isInstanceOf(Identity.Service.class);
        assertThat(inventory
                        .nodePort(Protocol.TCP, 30080)
                        .orElseThrow()
                        .service()
                        .name())
                .isEqualTo("balanced");
        assertThat(inventory.services())
                .extracting(service -> service.name() + " " + service.type() + " " + service.externalName())
                .containsExactly(
                        "kubernetes ClusterIP ",
                        "balanced LoadBalancer ",
                        "elsewhere ExternalName db.example.com",
                        "headless ClusterIP ");
        assertThat(inventory.apiServerAddresses()).containsExactly(Ip.parse("172.18.0.11"));
        assertThat(inventory.isExposed(pod(inventory, "full-abc-x"), Protocol.TCP, 8080))
                .isTrue();
        assertThat(inventory.isExposed(pod(inventory, "full-abc-x"), Protocol.TCP, 9000))
                .as("by the ingress, through the headless service's port name")
                .isTrue();
        assertThat(inventory.isExposed(pod(inventory, "full-abc-x"), Protocol.TCP, 9001))
                .isFalse();
    }

    @Test
    void nodesOwnWhatTheirCniAdds() {
        Inventory inventory = read("objects.yaml").inventory();

        assertThat(inventory.nodes()).hasSize(1);
        assertThat(inventory.nodes().get(0).controlPlane()).isTrue();
        assertThat(inventory.nodes().get(0).addresses())
                .containsExactly(Ip.parse("172.18.0.11"), Ip.parse("203.0.113.50"));
        assertThat(inventory.nodes().get(0).cniAddresses())
                .containsExactly(
                        Ip.parse("10.244.0.0"),
                        Ip.parse("10.244.0.1"),
                        Ip.parse("10.244.0.99"),
                        Ip.parse("172.18.0.11"),
                        Ip.parse("192.168.77.1"),
                        Ip.parse("fd00:10:244::"),
                        Ip.parse("fd00:10:244::1"));
        assertThat(inventory.podRanges())
                .containsExactly(
                        Cidr.parse("10.244.0.0/16"),
                        Cidr.parse("10.244.0.0/24"),
                        Cidr.parse("10.245.0.0/24"),
                        Cidr.parse("fd00:10:244::/64"));
        assertThat(inventory.serviceRanges()).containsExactly(Cidr.parse("10.96.0.0/12"));
    }

    @Test
    void podsAloneTellTheAddressesOfTheirNodes() {
        Inventory inventory = InventoryText.of(
                        "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"exporter\"},"
                                + "\"spec\":{\"nodeName\":\"n7\",\"hostNetwork\":true,\"containers\":[]},"
                                + "\"status\":{\"hostIP\":\"172.18.0.7\",\"podIP\":\"172.18.0.7\",\"hostIPs\":[{\"ip\":\"fd00:18::7\"}]}}")
                .inventory();

        assertThat(inventory.node("n7").orElseThrow().addresses())
                .containsExactly(Ip.parse("172.18.0.7"), Ip.parse("fd00:18::7"));
        assertThat(inventory.resolve(Ip.parse("172.18.0.7"), Instant.MIN)).isInstanceOf(Identity.Node.class);
    }

    @Test
    void existingPoliciesAreKeptWholeAndForeignOnesAreNamed() {
        InventoryText text = read("objects.yaml");

        assertThat(text.inventory().policies()).hasSize(1);
        assertThat(text.inventory().policies().get(0).tree().get("spec").toString())
                .isEqualTo("{podSelector={matchLabels={data=x}}, policyTypes=[Ingress]}");
        assertThat(text.inventory().policies().get(0).place()).startsWith("objects.yaml:");
        assertThat(text.messages())
                .singleElement()
                .asString()
                .contains("NetworkPolicy shop/calico: policies of projectcalico.org/v3 are not evaluated");
    }

    @Test
    void aNullRuleOfAPolicyIsTheEmptyRuleThatTheApiServerReads() {
        Inventory inventory = InventoryText.of("{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"NetworkPolicy\","
                        + "\"metadata\":{\"name\":\"x\"},\"spec\":{\"podSelector\":null,\"ingress\":[null]}}")
                .inventory();

        assertThat(inventory.policies().get(0).tree().get("spec").toString()).isEqualTo("{ingress=[{}]}");
    }

    @Test
    void secretsAndConfigMapsAreCountedAndNothingOfThemIsKept() {
        InventoryText text = read("objects.yaml");

        assertThat(text.reader.stats().skipped())
                .containsEntry("Secret", 1L)
                .containsEntry("ConfigMap", 1L)
                .containsEntry("ServiceAccount", 1L);
        assertThat(InventoryText.describe(text.inventory()) + text.messages())
                .doesNotContain("aHVudGVyMg")
                .doesNotContain("hunter2");
    }

    @Test
    void everyObjectIsReadSkippedOrMalformed() {
        InventoryText text = read("objects.yaml");

        assertThat(text.reader.stats().total()).isEqualTo(19);
        assertThat(text.reader.stats().read()).containsEntry("Rollout", 1L).containsEntry("CiliumNode", 1L);
    }

    @Test
    void aDeletedPodWithoutAnyEndIsGoneAndLastsUntilTheNextOwner() {
        InventoryText text = InventoryText.of("""
                {"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"x","uid":"1","resourceVersion":"1",
                "creationTimestamp":"2026-11-23T10:00:00Z"},"status":{"podIP":"10.0.0.1","phase":"Running"}}}
                {"type":"DELETED","object":{"kind":"Pod","metadata":{"name":"x","uid":"1","resourceVersion":"2",
                "creationTimestamp":"2026-11-23T10:00:00Z"},"status":{"podIP":"10.0.0.1","phase":"Running"}}}
                {"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"3"}}}
                {"type":"ERROR","object":{"kind":"Status","code":410}}
                """);

        assertThat(text.inventory().pods()).singleElement().matches(PodRecord::deleted);
        assertThat(text.inventory().pods().get(0).lifetime().hasEnded()).isFalse();
        assertThat(text.messages())
                .containsExactly(
                        "test:6 watch event is left out: the watch ended with an error; later changes are missing");
        assertThat(text.reader.stats().skipped()).containsEntry("Bookmark", 1L);
    }

    @Test
    void theClustersNameIsAParameter() {
        InventoryText text = new InventoryText();
        InventoryReader reader = new InventoryReader(text.builder, text.issues, "east");
        try {
            reader.read("x", new ByteArrayInputStream(resource("lines.jsonl")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(text.inventory().workloads())
                .extracting(WorkloadKey::cluster)
                .isEqualTo(List.of("east", "east"));
    }
}
