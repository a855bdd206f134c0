package io.policap.emit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Parses a NetworkPolicy into the model of an independent client, which keeps what it does not know apart. */
final class StrictModel {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StrictModel() {}

    static JsonNode tree(String text) {
        return YAML.readTree(text);
    }

    static NetworkPolicy parse(String name, String text) {
        NetworkPolicy policy = YAML.readValue(text, NetworkPolicy.class);
        assertThat(policy.getApiVersion()).as(name).isEqualTo("networking.k8s.io/v1");
        assertThat(policy.getKind()).as(name).isEqualTo("NetworkPolicy");
        nothingUnknown(name, policy);
        return policy;
    }

    private static void nothingUnknown(String place, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> nothingUnknown(place + "[]", item));
            return;
        }
        if (value == null || !value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model.")) {
            return;
        }
        for (Method getter : value.getClass().getMethods()) {
            if (!getter.getName().startsWith("get") || getter.getParameterCount() > 0) {
                continue;
            }
            Object part = invoke(getter, value);
            if (getter.getName().equals("getAdditionalProperties")) {
                assertThat((Map<?, ?>) part).as(place).isEmpty();
            } else if (List.of("getSpec", "getMetadata", "getFrom", "getTo", "getPorts")
                            .contains(getter.getName())
                    || getter.getName().matches("get(Ingress|Egress|IpBlock|.*Selector|MatchExpressions)")) {
                nothingUnknown(place + "." + getter.getName(), part);
            }
        }
    }

    private static Object invoke(Method getter, Object value) {
        try {
            return getter.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(getter + " of an object that was just parsed", e);
        }
    }
}
