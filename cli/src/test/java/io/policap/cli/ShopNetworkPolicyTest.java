package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The written NetworkPolicies in the model that others generated from the Kubernetes API. */
class ShopNetworkPolicyTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final ObjectReader STRICT = Shop.JSON
            .readerFor(NetworkPolicy.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** The model keeps what it does not know as additional properties, so what comes back must not have any. */
    private static NetworkPolicy parse(JsonNode tree) {
        NetworkPolicy policy = STRICT.readValue(tree);
        assertThat(policy.getAdditionalProperties()).isEmpty();
        assertThat(policy.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(policy.getSpec().getAdditionalProperties()).isEmpty();
        policy.getSpec().getIngress().forEach(rule -> {
            assertThat(rule.getAdditionalProperties()).isEmpty();
            rule.getFrom()
                    .forEach(peer -> assertThat(peer.getAdditionalProperties()).isEmpty());
            rule.getPorts()
                    .forEach(port -> assertThat(port.getAdditionalProperties()).isEmpty());
        });
        policy.getSpec().getEgress().forEach(rule -> {
            assertThat(rule.getAdditionalProperties()).isEmpty();
            rule.getTo()
                    .forEach(peer -> assertThat(peer.getAdditionalProperties()).isEmpty());
            rule.getPorts()
                    .forEach(port -> assertThat(port.getAdditionalProperties()).isEmpty());
        });
        return policy;
    }

    @Test
    void everyWrittenPolicyParsesStrictlyAndComesBackTheSame() throws IOException {
        int checked = 0;
        for (Shop.Run run : List.of(Shop.audited(), Shop.enforced())) {
            for (Path file : WrittenTree.files(run.directory().resolve("kubernetes"))) {
                JsonNode tree = YAML.readTree(Files.readAllBytes(file));

                NetworkPolicy policy = parse(tree);

                JsonNode back = Shop.JSON.readTree(Shop.JSON.writeValueAsString(policy));
                assertThat(back).as(file.toString()).isEqualTo(Shop.JSON.readTree(tree.toString()));
                assertThat(policy.getSpec().getPolicyTypes())
                        .as(file.toString())
                        .isNotEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(57);
    }

    @Test
    void anUnknownFieldOrAWrongTypeIsRefused() throws IOException {
        Path file = Shop.enforced().directory().resolve("kubernetes/1-allow/shop/checkout.yaml");

        ObjectNode unknown = (ObjectNode) YAML.readTree(Files.readAllBytes(file));
        ((ObjectNode) unknown.get("spec").get("egress").get(0)).putArray("ports2");
        assertThatThrownBy(() -> parse(unknown)).isInstanceOfAny(JacksonException.class, AssertionError.class);

        ObjectNode wrong = (ObjectNode) YAML.readTree(Files.readAllBytes(file));
        ((ObjectNode) wrong.get("spec")).put("podSelector", "all");
        assertThatThrownBy(() -> parse(wrong)).isInstanceOf(JacksonException.class);
    }
}
