package io.policap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LintCommandTest {
    private static final String GOOD = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: good, namespace: shop}
            spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}
            """;
    private static final String WARNED = GOOD.replace("from: [{ipBlock: {cidr: 10.0.0.0/24}}]", "from: []");
    private static final String REFUSED = GOOD.replace("10.0.0.0/24", "10.0.0.1/24");
    private static final String OF_CILIUM = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              endpointSelector: {}
              ingress:
                - fromEndpoints: [{matchLabels: {app: a}}]
              enableDefaultDeny: {ingress: false}
            """;

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void whatWouldBeAcceptedIsDone() throws IOException {
        CommandRun run = CommandRun.of("lint", file("good.yaml", GOOD));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("1 object: nothing found\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatWouldBeRefusedIsAFinding() throws IOException {
        String path = file("bad.yaml", GOOD + "---\n" + REFUSED);
        CommandRun run = CommandRun.of("lint", path);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(path + ":9: refused by api-server: NetworkPolicy shop/good:"
                        + " spec.ingress[0].from[0].ipBlock.cidr: '10.0.0.1/24' has bits set beyond the length of the"
                        + " prefix; write 10.0.0.0/24 [cidr-host-bits]\n2 objects: 1 refusal, 0 warnings\n");
        assertThat(CommandRun.of("lint", path, "-q").out()).hasLineCount(1);
    }

    @Test
    void warningsCountWhenTheyAreAskedFor() throws IOException {
        String path = file("warned.yaml", WARNED);
        assertThat(CommandRun.of("lint", path).exit()).isZero();
        assertThat(CommandRun.of("lint", path).out()).contains(":4: accepted: ").contains("0 refusals, 1 warning\n");
        assertThat(CommandRun.of("lint", path, "--strict").exit()).isEqualTo(1);
    }

    @Test
    void theVersionDecides() throws IOException {
        String path = file("cnp.yaml", OF_CILIUM);
        assertThat(CommandRun.of("lint", path).exit()).isZero();
        CommandRun old = CommandRun.of("lint", path, "--cilium-version", "1.15");
        assertThat(old.exit()).isEqualTo(1);
        assertThat(old.out()).contains(":8: refused by api-server: ").contains("spec.enableDefaultDeny: ");
        assertThat(CommandRun.of("lint", path, "--cilium-version", "new").exit())
                .isEqualTo(2);
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        CommandRun run = CommandRun.of("lint", "--json", file("bad.yaml", REFUSED + "---\n" + WARNED));
        assertThat(run.exit()).isEqualTo(1);
        JsonNode json = Shop.JSON.readTree(run.out());
        assertThat(json.get("objects").asInt()).isEqualTo(2);
        assertThat(json.get("refusals").asInt()).isEqualTo(1);
        assertThat(json.get("warnings").asInt()).isEqualTo(1);
        JsonNode finding = json.at("/findings/0");
        assertThat(finding.get("line").asInt()).isEqualTo(4);
        assertThat(finding.get("object").asString()).isEqualTo("NetworkPolicy shop/good");
        assertThat(finding.get("path").asString()).isEqualTo("spec.ingress[0].from[0].ipBlock.cidr");
        assertThat(finding.get("rule").asString()).isEqualTo("cidr-host-bits");
        assertThat(finding.at("/refusedBy/0").asString()).isEqualTo("api-server");
        assertThat(json.at("/findings/1/refusedBy").size()).isZero();
    }

    @Test
    void aDirectoryIsReadByTheNamesOfItsFiles() throws IOException {
        file("policies/a/bad.yml", REFUSED);
        file("policies/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
        file("policies/notes.txt", REFUSED);
        file("policies/.hidden/bad.yaml", REFUSED);
        file("policies/numbers.json", "{\"a\": 1}");
        file("policies/list.json", "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + json(GOOD) + "]}");
        CommandRun run = CommandRun.of("lint", directory.resolve("policies").toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("policies/a/bad.yml:4: ").endsWith("2 objects: 1 refusal, 0 warnings\n");
        assertThat(run.out()).hasLineCount(2);
    }

    private static String json(String yaml) {
        return new tools.jackson.dataformat.yaml.YAMLMapper().readTree(yaml).toString();
    }

    @Test
    void aFileThatIsNamedIsReadWhateverItsName() throws IOException {
        assertThat(CommandRun.of("lint", file("policy", REFUSED)).exit()).isEqualTo(1);
        CommandRun broken = CommandRun.of("lint", file("broken.txt", "{\"a\": [}"));
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("[not-yaml]");
    }

    @Test
    void standardInputIsReadAsWell() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(REFUSED.getBytes(UTF_8)));
        try {
            CommandRun run = CommandRun.of("lint", "-");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).startsWith("-:4: refused by api-server: ");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatCannotBeReadIsNotPassedOver() throws IOException {
        String good = file("good.yaml", GOOD);
        CommandRun missing =
                CommandRun.of("lint", good, directory.resolve("none.yaml").toString());
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("none.yaml: does not exist");
        CommandRun nothing = CommandRun.of("lint", file("empty.yaml", "# nothing\n"));
        assertThat(nothing.exit()).isEqualTo(3);
        assertThat(nothing.err()).contains("no policy in ");
        assertThat(CommandRun.of("lint").exit()).isEqualTo(2);
    }

    @Test
    void theInventorySaysWhatIsSelectedAndWhoseAnAddressIs() throws IOException {
        String inventory = file("inventory.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: a-1, namespace: other, uid: u1, labels: {app: a}}
                spec: {nodeName: n}
                status: {phase: Running, podIP: 10.0.0.7, podIPs: [{ip: 10.0.0.7}]}
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: n}
                status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}
                """);
        CommandRun pods = CommandRun.of("lint", "-i", inventory, file("np.yaml", GOOD));
        assertThat(pods.out()).contains("[cidr-in-cluster]").contains("[selects-nothing]");
        CommandRun peers = CommandRun.of("lint", "-i", inventory, file("cnp.yaml", OF_CILIUM));
        assertThat(peers.out()).contains("spec.ingress[0].fromEndpoints[0]: ").contains("[namespace-of-peer]");
        CommandRun nodes =
                CommandRun.of("lint", "-i", inventory, file("n.yaml", GOOD.replace("10.0.0.0/24", "192.0.2.1/32")));
        assertThat(nodes.out()).contains("of nodes of the inventory");
        CommandRun apart = CommandRun.of(
                "lint",
                "-i",
                inventory,
                file("e.yaml", GOOD.replace("10.0.0.0/24", "10.0.0.0/24, except: [10.0.0.7/32]")));
        assertThat(apart.out()).doesNotContain("[cidr-in-cluster]");
    }

    @Test
    void thePortOfAServiceIsNotThatOfItsPods() throws IOException {
        String inventory = file("inventory.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: a-1, namespace: shop, uid: u1, labels: {app: a}}
                spec: {nodeName: n, containers: [{name: a, ports: [{name: web, containerPort: 8080}]}]}
                status: {phase: Running, podIP: 10.0.0.7, podIPs: [{ip: 10.0.0.7}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: a, namespace: shop}
                spec: {clusterIP: 10.96.0.9, selector: {app: a}, ports: [{port: 80, targetPort: web}]}
                """);
        String cilium = """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: p, namespace: shop}
                spec: {endpointSelector: {}, DIRECTION: [{toPorts: [{ports: [{port: PORT}]}], PEER}]}
                """;
        String egress = cilium.replace("DIRECTION", "egress").replace("PEER", "toEndpoints: [{matchLabels: {app: a}}]");
        String ingress = cilium.replace("DIRECTION", "ingress").replace("PEER", "fromEntities: [all]");
        String kubernetes = GOOD.replace("from: [{ipBlock: {cidr: 10.0.0.0/24}}]", "ports: [{port: PORT}]");
        for (String policy : List.of(egress, ingress, kubernetes)) {
            String quote = policy.equals(kubernetes) ? "" : "'";
            assertThat(linted(inventory, policy.replace("PORT", quote + "8080" + quote)))
                    .contains("nothing found");
            assertThat(linted(inventory, policy.replace("PORT", "web"))).contains("nothing found");
            assertThat(linted(inventory, policy.replace("PORT", quote + "81" + quote)))
                    .contains("nothing found");
            assertThat(linted(inventory, policy.replace("PORT", quote + "80" + quote)))
                    .contains("[service-port]");
            assertThat(linted(inventory, policy.replace("PORT", "admin"))).contains("[port-name]");
        }
    }

    @Test
    void theNameOfAServiceWithPodsSelectsNothing() throws IOException {
        String inventory = file("inventory.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: a-1, namespace: shop, uid: u1, labels: {app: a}}
                spec: {nodeName: n}
                status: {phase: Running, podIP: 10.0.0.7, podIPs: [{ip: 10.0.0.7}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: inside, namespace: shop}
                spec: {clusterIP: 10.96.0.9, selector: {app: a}, ports: [{port: 80}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: outside, namespace: shop}
                spec: {clusterIP: None, ports: [{port: 80}]}
                """);
        String policy = """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: p, namespace: shop}
                spec:
                  endpointSelector: {}
                  egress:
                    - toFQDNs: [{matchName: NAME.shop.svc.cluster.local}]
                    - toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [{matchPattern: "*"}]}}]
                """;
        assertThat(linted(inventory, policy.replace("NAME", "outside"))).contains("nothing found");
        assertThat(linted(inventory, policy.replace("NAME", "inside")))
                .contains(":7: accepted: ")
                .contains("[fqdn-in-cluster]");
    }

    private String linted(String inventory, String policy) throws IOException {
        return CommandRun.of("lint", "-i", inventory, file("ports.yaml", policy))
                .out();
    }
}
