package io.policap.emit.render;

import io.policap.infer.policy.PolicyKind;
import java.util.Map;

/** What every object of the Kubernetes API starts with. */
final class ObjectYaml {
    private ObjectYaml() {}

    static YamlNode.Mapping start(
            PolicyKind kind,
            String name,
            String namespace,
            Map<String, String> labels,
            Map<String, String> annotations) {
        YamlNode.Mapping metadata = new YamlNode.Mapping().put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.putUnlessEmpty("labels", YamlNode.strings(labels));
        metadata.putUnlessEmpty("annotations", YamlNode.strings(annotations));
        return new YamlNode.Mapping()
                .put("apiVersion", kind.apiVersion())
                .put("kind", kind.kind())
                .put("metadata", metadata);
    }
}
