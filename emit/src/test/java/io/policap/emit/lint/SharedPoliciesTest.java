package io.policap.emit.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.emit.lint.finding.Refuser;
import io.policap.emit.render.StructuralSchema;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Random policies that a cluster accepted, as they are, and changed at random. */
@Tag("shared")
class SharedPoliciesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final long SEED = Long.getLong("policap.seed", 20_260_301L);
    private static final CiliumVersion V1_19 = new CiliumVersion(1, 19);
    private static final List<String> NAMES = List.of(
            "cidr",
            "cidrGroupRef",
            "except",
            "matchLabels",
            "ports",
            "port",
            "endPort",
            "protocol",
            "toPorts",
            "rules",
            "http",
            "dns",
            "matchName",
            "matchPattern",
            "fromCIDR",
            "toCIDRSet",
            "toEntities",
            "fromEndpoints",
            "icmps",
            "nodeSelector",
            "endpointSelector",
            "ingress",
            "egressDeny",
            "colour",
            "authentication",
            "mode",
            "log",
            "enableDefaultDeny",
            "serverNames",
            "listener",
            "method",
            "path",
            "headerMatches",
            "name",
            "toServices",
            "kafka",
            "l7proto",
            "terminatingTLS",
            "secret",
            "operator",
            "key",
            "values",
            "type",
            "family",
            "fields");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A.b",
            "80",
            "65536",
            "a b",
            "10.0.0.0/8",
            "10.0.0.1",
            "::/0",
            "TCP",
            "tcp",
            "all",
            "world",
            "In",
            "Exists",
            "required",
            "*",
            "a.*.b",
            "a..b",
            "x-",
            "-x",
            "http",
            "EchoRequest",
            "300",
            "IPv4",
            "Host",
            "LOG");

    @Test
    void whatTheClusterAcceptedIsNotRefused() throws IOException {
        int policies = 0;
        for (String file : List.of("np.jsonl", "cnp.jsonl")) {
            for (JsonNode policy : policies(file)) {
                LintReport report = LintedText.lint(LintedText.LATEST, policy.toString());
                assertThat(report.objects()).isEqualTo(1);
                assertThat(report.refusals()).as("%s", policy).isEmpty();
                policies++;
            }
        }
        assertThat(policies).isGreaterThan(400);
    }

    /** The definitions of 1.19 stand for its API server; of lint only what that refuses below spec is compared. */
    @Test
    void theShapeAgreesWithTheDefinitionOfTheResource() throws IOException {
        JsonNode definition =
                YAML.readTree(Files.readString(shared().resolve("crds").resolve("ciliumnetworkpolicies.yaml")));
        JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
        List<JsonNode> policies = policies("cnp.jsonl");
        int refused = 0;
        int compared = 0;
        for (int i = 0; i < 6_000; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            ObjectNode policy =
                    (ObjectNode) policies.get(random.nextInt(policies.size())).deepCopy();
            for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
                change(policy.get(policy.has("spec") ? "spec" : "specs"), random);
            }
            List<String> wanted = StructuralSchema.violations(schema, policy);
            LintReport report = LintedText.lint(V1_19, policy.toString());
            boolean accepted = LintedText.accepts(report, Refuser.API_SERVER);
            assertThat(accepted)
                    .as(
                            "seed %d (rerun with -Dpolicap.seed=%d):%n%s%n%s%n%s",
                            seed, seed, policy, wanted, report.findings())
                    .isEqualTo(wanted.isEmpty());
            compared++;
            refused += accepted ? 0 : 1;
        }
        System.out.println("definition and lint agree on " + compared + " changed policies, " + refused + " refused");
        assertThat(refused).isBetween(compared / 4, compared * 9 / 10);
    }

    /** Changes one node below this one. */
    private static void change(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode at = containers.get(random.nextInt(containers.size()));
        if (at instanceof ArrayNode array) {
            if (random.nextBoolean() || array.isEmpty()) {
                array.add(value(random, array.isEmpty() ? array : array.get(random.nextInt(array.size()))));
            } else {
                int index = random.nextInt(array.size());
                if (random.nextBoolean()) {
                    array.set(index, value(random, array.get(index)));
                } else {
                    array.remove(index);
                }
            }
        } else if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.isEmpty() || random.nextInt(3) == 0
                    ? NAMES.get(random.nextInt(NAMES.size()))
                    : names.get(random.nextInt(names.size()));
            if (object.has(name) && random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, value(random, object.has(name) ? object.get(name) : object));
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(Random random, JsonNode known) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (random.nextInt(7)) {
            case 0:
                return nodes.numberNode(random.nextInt(70_000) - 100);
            case 1:
                return nodes.booleanNode(random.nextBoolean());
            case 2:
                return nodes.objectNode();
            case 3:
                return nodes.arrayNode();
            case 4:
                return known.deepCopy();
            default:
                return nodes.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
        }
    }

    private static Path shared() {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        return Path.of(shared);
    }

    private static List<JsonNode> policies(String file) throws IOException {
        List<JsonNode> policies = new ArrayList<>();
        for (String line : Files.readAllLines(shared().resolve("cases").resolve(file))) {
            for (JsonNode policy : JSON.readTree(line).get("policies")) {
                policies.add(policy);
            }
        }
        assertThat(policies).isNotEmpty();
        return policies;
    }
}
