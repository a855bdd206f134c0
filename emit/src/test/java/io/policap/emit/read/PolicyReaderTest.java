package io.policap.emit.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.policap.infer.inventory.RawObject;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Protocol;
import io.policap.infer.policy.PolicyType;
import io.policap.infer.policy.PortRef;
import io.policap.infer.policy.cilium.CiliumPeers;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.cilium.CiliumPort;
import io.policap.infer.policy.cilium.CiliumProtocol;
import io.policap.infer.policy.cilium.CiliumRule;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicyPeer;
import io.policap.infer.policy.kubernetes.NetworkPolicyPort;
import io.policap.infer.policy.kubernetes.NetworkPolicyRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static final String NETWORK_POLICY = """
            # written by hand
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: web
              namespace: shop
              labels: &labels {app: web}
              creationTimestamp: null
            spec:
              podSelector:
                matchLabels: *labels   # the same
              ingress:
              - from:
                - podSelector: {}
                  namespaceSelector: {matchLabels: {env: prod}}
                - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
                ports:
                - port: 80
                - {port: metrics, protocol: TCP}
                - {port: 8000, endPort: 8010, protocol: UDP}
              - {}
              egress: []
            """;

    static PolicyReading read(String text) {
        try {
            return PolicyReader.read("p.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static NetworkPolicy networkPolicy(PolicyReading reading) {
        assertThat(reading.issues().list()).isEmpty();
        return (NetworkPolicy) reading.models().get(0);
    }

    private static List<String> places(PolicyReading reading) {
        return reading.issues().list().stream().map(Issue::place).toList();
    }

    @Test
    void aNetworkPolicyWithAnchorsAndCommentsIsReadInFull() {
        NetworkPolicy policy = networkPolicy(read(NETWORK_POLICY));

        assertThat(policy.namespace()).isEqualTo("shop");
        assertThat(policy.name()).isEqualTo("web");
        assertThat(policy.labels()).containsExactly(Map.entry("app", "web"));
        assertThat(policy.podSelector()).isEqualTo(LabelSelector.of(Map.of("app", "web")));
        assertThat(policy.egress()).contains(List.of());
        assertThat(policy.policyTypes()).isEmpty();
        assertThat(policy.ingress().orElseThrow())
                .containsExactly(
                        NetworkPolicyRule.of(
                                List.of(
                                        NetworkPolicyPeer.Selected.pods(
                                                LabelSelector.ALL, LabelSelector.of(Map.of("env", "prod"))),
                                        new NetworkPolicyPeer.IpBlock(
                                                Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16")))),
                                List.of(
                                        new NetworkPolicyPort(
                                                Optional.empty(), Optional.of(PortRef.of(80)), OptionalInt.empty()),
                                        new NetworkPolicyPort(
                                                Optional.of(Protocol.TCP),
                                                Optional.of(PortRef.of("metrics")),
                                                OptionalInt.empty()),
                                        NetworkPolicyPort.range(Protocol.UDP, 8000, 8010))),
                        new NetworkPolicyRule(Optional.empty(), Optional.empty()));
    }

    @Test
    void absentAndEmptyListsAreToldApart() {
        NetworkPolicy policy = networkPolicy(read("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: a}
                spec:
                  podSelector: {}
                  ingress: [{from: [], ports: []}, {from: null}]
                  policyTypes: [Egress, Ingress]
                """));

        assertThat(policy.namespace()).isEqualTo("default");
        assertThat(policy.egress()).isEmpty();
        assertThat(policy.ingress().orElseThrow())
                .containsExactly(
                        NetworkPolicyRule.of(List.of(), List.of()),
                        new NetworkPolicyRule(Optional.empty(), Optional.empty()));
        assertThat(policy.policyTypes().orElseThrow()).containsExactly(PolicyType.INGRESS, PolicyType.EGRESS);
    }

    @Test
    void ciliumPortsMayBeIntegersAndProtocolsOfAnyCase() {
        PolicyReading reading = read("""
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: a, namespace: shop}
                spec:
                  endpointSelector: {matchLabels: {'k8s:app': web}}
                  ingress:
                  - fromEndpoints: []
                    toPorts:
                    - ports: [{port: 80, protocol: tcp}, {port: "8080", endPort: 8090}, {port: HTTP, protocol: ANY}]
                """);

        CiliumPolicy policy = (CiliumPolicy) reading.models().get(0);
        CiliumRule rule = policy.allSpecs().get(0).allows(PolicyType.INGRESS).get(0);
        assertThat(reading.issues().list()).isEmpty();
        assertThat(policy.allSpecs().get(0).subject().selector().matchLabels()).containsKey("k8s:app");
        assertThat(rule.peers()).containsExactly(new CiliumPeers.Endpoints(List.of()));
        assertThat(rule.toPorts().orElseThrow().get(0).ports())
                .extracting(CiliumPort::port, CiliumPort::effectiveProtocol)
                .containsExactly(
                        tuple(Optional.of(PortRef.of(80)), CiliumProtocol.TCP),
                        tuple(Optional.of(PortRef.of(8080)), CiliumProtocol.ANY),
                        tuple(Optional.of(PortRef.of("http")), CiliumProtocol.ANY));
    }

    @Test
    void anUnknownFieldIsNamedWithItsLineAndThePolicyIsStillRead() {
        PolicyReading reading = read(NETWORK_POLICY.replace("  egress: []", "  egres: []"));

        assertThat(reading.policies()).hasSize(1);
        assertThat(reading.policies().get(0).unsupportedFields()).containsExactly("spec.egres");
        assertThat(reading.issues().list()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNSUPPORTED_POLICY_FIELD);
            assertThat(issue.place()).isEqualTo("p.yaml:22");
            assertThat(issue.message()).contains("NetworkPolicy shop/web").contains("spec.egres");
        });
    }

    @Test
    void anInvalidPrefixCostsThatPolicyAloneAndNamesFieldAndLine() {
        PolicyReading reading = read(
                NETWORK_POLICY.replace("10.0.0.0/8", "10.0.0.0/33") + "---\n" + NETWORK_POLICY.replace("web", "api"));

        assertThat(reading.models()).extracting("name").containsExactly("api");
        assertThat(reading.malformed()).isEqualTo(1);
        assertThat(reading.issues().list()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.MALFORMED_POLICY);
            assertThat(issue.place()).isEqualTo("p.yaml:16");
            assertThat(issue.message())
                    .contains("spec.ingress[0].from[1].ipBlock.cidr")
                    .contains("10.0.0.0/33");
        });
    }

    @Test
    void aDocumentThatIsNoYamlCostsThatDocumentAlone() {
        PolicyReading reading = read("a: [1, 2\nb: }\n--- # next\n" + NETWORK_POLICY + "...\n---\n\"open\nc: 1\n");

        assertThat(reading.policies()).extracting(LoadedPolicy::place).containsExactly("p.yaml:5");
        assertThat(reading.malformed()).isEqualTo(2);
        assertThat(places(reading)).allMatch(place -> place.startsWith("p.yaml:"));
    }

    @Test
    void listsOfObjectsCountAsTheirItemsAndOtherKindsAreCounted() {
        PolicyReading reading = read("""
                {"apiVersion": "v1", "kind": "List", "items": [
                \t{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}},
                \t{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicyList", "items": [
                \t\t{"metadata": {"name": "a", "namespace": "b"}, "spec": {"podSelector": {}}}]},
                \t{"apiVersion": "projectcalico.org/v3", "kind": "GlobalNetworkPolicy", "metadata": {"name": "g"}}]}
                """);

        assertThat(reading.models()).extracting("name").containsExactly("a");
        assertThat(reading.others()).isEqualTo(2);
        assertThat(reading.issues().list()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNSUPPORTED_POLICY_FIELD);
            assertThat(issue.message()).contains("GlobalNetworkPolicy");
        });
    }

    @Test
    void duplicateKeysAreRefused() {
        PolicyReading reading = read(NETWORK_POLICY.replace("  egress: []", "  ingress: []"));

        assertThat(reading.policies()).isEmpty();
        assertThat(reading.issues().list()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).isEqualTo("p.yaml:22");
            assertThat(issue.message()).containsIgnoringCase("duplicate").contains("ingress");
        });
    }

    @Test
    void nestingIsBounded() {
        for (String opening : List.of("[", "{a: ", "- ", "{\"a\":[")) {
            PolicyReading reading = read(opening.repeat(100_000));

            assertThat(reading.malformed()).as(opening).isEqualTo(1);
        }
    }

    @Test
    void aliasesThatWouldExpandToBillionsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        PolicyReading reading = read(bomb + "---\n" + NETWORK_POLICY);

        assertThat(reading.policies()).hasSize(1);
        assertThat(reading.issues().list())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("aliases counted in full"));
    }

    @Test
    void mergeKeysAreResolvedAndAnAliasOfItselfIsRefused() {
        PolicyReading merged = read("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: a}
                spec:
                  podSelector: &web {matchLabels: {app: web}}
                  ingress: [{from: [{podSelector: {<<: *web}}]}]
                """);

        assertThat(networkPolicy(merged).ingress().orElseThrow().get(0).peers().orElseThrow())
                .containsExactly(NetworkPolicyPeer.Selected.pods(LabelSelector.of(Map.of("app", "web"))));
        assertThat(read("a: &a [*a]\n").malformed()).isEqualTo(1);
    }

    @Test
    void theParsedTreeOfAnInventoryObjectReadsTheSame() {
        Map<String, Object> tree = Map.of(
                "apiVersion",
                "networking.k8s.io/v1",
                "kind",
                "NetworkPolicy",
                "metadata",
                Map.of("name", "a", "namespace", "b"),
                "spec",
                Map.of("podSelector", Map.of(), "ingress", List.of(Map.of("ports", List.of(Map.of("port", 80))))));
        PolicyReading reading = PolicyReader.readTree(new RawObject("cluster.json#4", tree));

        assertThat(reading.policies()).extracting(LoadedPolicy::place).containsExactly("cluster.json#4");
        assertThat(networkPolicy(reading).ingress().orElseThrow().get(0).ports().orElseThrow())
                .hasSize(1);
    }

    @Test
    void bytesThatAreNoTextAreAnIssue() throws IOException {
        PolicyReading reading = PolicyReader.read("x", new ByteArrayInputStream(new byte[] {(byte) 0xff, 'a', 0}));

        assertThat(reading.issues().list()).extracting(Issue::code).containsExactly(IssueCode.UNREADABLE_FILE);
        assertThat(read("").issues().isEmpty()).isTrue();
        assertThat(read("just text\n").others()).isEqualTo(1);
    }
}
