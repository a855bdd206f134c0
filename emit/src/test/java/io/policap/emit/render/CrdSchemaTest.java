package io.policap.emit.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every CiliumNetworkPolicy against the schema that the API server would hold it to. */
@Tag("shared")
class CrdSchemaTest {
    private JsonNode schema;

    @BeforeEach
    void readSchema() throws IOException {
        String shared = System.getProperty("policap.shared");
        assumeTrue(shared != null, "policap.shared is not set");
        JsonNode crd = StrictModel.tree(Files.readString(Path.of(shared, "crds", "ciliumnetworkpolicies.yaml")));
        schema = crd.at("/spec/versions/0/schema/openAPIV3Schema");
        assertThat(crd.at("/spec/versions/0/name").asString()).isEqualTo("v2");
    }

    @Test
    void everyRenderedPolicyPassesTheSchema() {
        int checked = 0;
        for (Map.Entry<String, SampleFiles.Rendered> file :
                SampleFiles.of(SampleIntent.of()).entrySet()) {
            if (file.getKey().startsWith("cilium/")) {
                assertThat(StructuralSchema.violations(
                                schema, StrictModel.tree(file.getValue().text())))
                        .as(file.getKey())
                        .isEmpty();
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    @Test
    void theSchemaIsNotEmptyWords() {
        String text = SampleFiles.of(SampleIntent.of())
                .get("cilium/enforce/cart.yaml")
                .text();
        refused(text.replace("protocol: UDP", "protocol: ICMP"), "not one of");
        refused(text.replace("port: \"8125\"", "port: 8125"), "not a string");
        refused(text.replace("endpointSelector:", "podSelector:"), "unknown field podSelector");
        refused(text.replace("- world\n", "- world-ipv4\n"), "not one of");
        refused(text.replace("203.0.113.36/32", "203.0.113.36"), "is no cidr");
    }

    private void refused(String text, String why) {
        assertThat(StructuralSchema.violations(schema, StrictModel.tree(text)))
                .anyMatch(violation -> violation.contains(why));
    }
}
