package io.policap.emit.render;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.label.Requirement;

/** Label selectors as YAML. */
final class Selectors {
    private Selectors() {}

    static YamlNode.Mapping of(LabelSelector selector) {
        YamlNode.Mapping mapping = new YamlNode.Mapping();
        mapping.putUnlessEmpty("matchLabels", YamlNode.strings(selector.matchLabels()));
        YamlNode.Sequence expressions = new YamlNode.Sequence();
        for (Requirement requirement : selector.matchExpressions()) {
            expressions.add(new YamlNode.Mapping()
                    .put("key", requirement.key())
                    .put("operator", requirement.operator().text())
                    .putUnlessEmpty("values", YamlNode.strings(requirement.values())));
        }
        return mapping.putUnlessEmpty("matchExpressions", expressions);
    }
}
