package io.policap.emit.lint.kubernetes;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Refuser;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.infer.label.ObjectNames;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What the API server checks of the metadata of any object. */
public final class MetadataRules {
    private static final int MOST_ANNOTATION_BYTES = 256 << 10;

    private MetadataRules() {}

    /**
     * Checks names, labels and annotations.
     *
     * @param namespaced whether objects of the kind are in namespaces
     * @param withoutName who refuses an object without a name
     */
    public static void check(Spot object, boolean namespaced, Set<Refuser> withoutName, Findings findings) {
        Spot metadata = object.field("metadata").orElse(object);
        String path = object.pathOf("metadata") + ".name";
        String name = object.field("metadata").map(of -> of.text("name")).orElse("");
        String generateName =
                object.field("metadata").map(of -> of.text("generateName")).orElse("");
        if (name.isEmpty() && generateName.isEmpty()) {
            findings.add(metadata.line(), path, LintRule.OBJECT_NAME, withoutName, "missing; an object needs a name");
        } else if (!name.isEmpty() && !ObjectNames.isSubdomain(name)) {
            findings.add(
                    metadata.field("name").orElse(metadata),
                    LintRule.OBJECT_NAME,
                    Findings.API_SERVER,
                    Excerpt.of(name) + " is not the name of an object: up to 253 lower-case letters, digits, - and .");
        }
        if (object.field("metadata").isEmpty()) {
            return;
        }
        metadata.field("namespace")
                .filter(field -> namespaced)
                .filter(field -> field.text().filter(text -> !text.isEmpty()).isPresent())
                .filter(field -> !ObjectNames.isNamespace(field.text().orElse("")))
                .ifPresent(field -> findings.add(
                        field,
                        LintRule.NAMESPACE_NAME,
                        Findings.API_SERVER,
                        Excerpt.of(field.text().orElse("")) + " is not the name of a namespace"));
        metadata.field("labels").ifPresent(labels -> LabelSyntax.labels(labels, Findings.API_SERVER, findings));
        metadata.field("annotations").ifPresent(annotations -> annotations(annotations, findings));
    }

    private static void annotations(Spot annotations, Findings findings) {
        long bytes = 0;
        for (var annotation : annotations.fields().entrySet()) {
            String key = annotation.getKey();
            bytes += key.getBytes(StandardCharsets.UTF_8).length;
            bytes += annotation.getValue().text().orElse("").getBytes(StandardCharsets.UTF_8).length;
            if (!ObjectNames.isLabelKey(key.toLowerCase(Locale.ROOT))) {
                findings.add(
                        annotation.getValue(),
                        LintRule.ANNOTATION,
                        Findings.API_SERVER,
                        Excerpt.of(key) + " is not the key of an annotation");
            }
        }
        if (bytes > MOST_ANNOTATION_BYTES) {
            findings.add(
                    annotations,
                    LintRule.ANNOTATION,
                    Findings.API_SERVER,
                    bytes + " bytes of annotations, " + MOST_ANNOTATION_BYTES + " are the most");
        }
    }
}
