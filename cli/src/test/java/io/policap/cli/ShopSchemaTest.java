package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The written CiliumNetworkPolicies against Cilium's own CustomResourceDefinition. */
@Tag("shared")
class ShopSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private StructuralSchema schema = new StructuralSchema(Shop.JSON.createObjectNode());

    @BeforeEach
    void readTheDefinition() throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        JsonNode definition = YAML.readTree(Files.readAllBytes(Path.of(shared, "crds", "ciliumnetworkpolicies.yaml")));
        schema = StructuralSchema.of(definition, "v2");
    }

    @Test
    void everyWrittenPolicyIsSound() throws IOException {
        int checked = 0;
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            for (Path file : WrittenTree.files(run.directory().resolve("cilium"))) {
                assertThat(schema.check(YAML.readTree(Files.readAllBytes(file))))
                        .as(file.toString())
                        .isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(57);
    }

    /** A change that the schema has to refuse, and what it says then. */
    record Damage(String complaint, Consumer<ObjectNode> change) {
        @Override
        public String toString() {
            return complaint;
        }
    }

    static List<Damage> damages() {
        return List.of(
                new Damage("spec.colour: unknown field", policy -> spec(policy).put("colour", "blue")),
                new Damage("unknown field", policy -> port(policy).put("portt", "80")),
                new Damage("does not match", policy -> port(policy).put("port", "-")),
                new Damage(
                        "NUMBER where the schema wants", policy -> port(policy).put("port", 8080)),
                new Damage("is not one of", policy -> port(policy).put("protocol", "tcp")),
                new Damage("is above maximum", policy -> port(policy).put("endPort", 65536)),
                new Damage(
                        "key is missing",
                        policy -> spec(policy)
                                .putObject("endpointSelector")
                                .putArray("matchExpressions")
                                .addObject()
                                .put("operator", "Exists")),
                new Damage("metadata is missing", policy -> policy.remove("metadata")),
                new Damage(
                        "is no CIDR",
                        policy -> egress(policy).putArray("toCIDR").add("10.0.0.0/33")),
                new Damage(
                        "does not match",
                        policy -> egress(policy).putArray("toFQDNs").addObject().put("matchName", "bad name")),
                new Damage(
                        "is not one of",
                        policy -> egress(policy).putArray("toEntities").add("everyone")),
                new Damage("above maxItems", policy -> {
                    for (int i = 0; i < 41; i++) {
                        ports(policy).addObject().put("port", "80");
                    }
                }),
                new Damage(
                        "OBJECT where the schema wants", policy -> spec(policy).putObject("egress")));
    }

    private static ObjectNode spec(ObjectNode policy) {
        return (ObjectNode) policy.get("spec");
    }

    private static ObjectNode egress(ObjectNode policy) {
        return (ObjectNode) spec(policy).get("egress").get(0);
    }

    private static ArrayNode ports(ObjectNode policy) {
        return (ArrayNode) egress(policy).get("toPorts").get(0).get("ports");
    }

    private static ObjectNode port(ObjectNode policy) {
        return (ObjectNode) ports(policy).get(0);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damagedPoliciesAreRefused(Damage damage) throws IOException {
        Path file = Shop.enforced().directory().resolve("cilium/1-allow/shop/checkout.yaml");
        ObjectNode policy = (ObjectNode) YAML.readTree(Files.readAllBytes(file));
        assertThat(schema.check(policy)).isEmpty();

        damage.change().accept(policy);

        assertThat(String.join("\n", schema.check(policy))).contains(damage.complaint());
    }
}
