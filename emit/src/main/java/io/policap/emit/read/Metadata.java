package io.policap.emit.read;

import io.policap.infer.label.ObjectNames;
import java.util.SortedMap;

/**
 * What the metadata of an object says.
 *
 * @param namespace {@code default} where none is written, as the API server fills it in
 */
record Metadata(
        String namespace, String name, SortedMap<String, String> labels, SortedMap<String, String> annotations) {
    static Metadata read(Fields object) throws MalformedException {
        return object.object("metadata", Metadata::fields)
                .orElseThrow(() -> object.malformed("metadata", "missing; a policy needs a name"));
    }

    private static Metadata fields(Fields fields) throws MalformedException {
        String name = fields.string("name").orElse("");
        if (name.isEmpty()) {
            throw fields.malformed("name", "missing; a policy needs a name");
        }
        if (!ObjectNames.isSubdomain(name)) {
            throw fields.malformed("name", Excerpt.of(name) + " is not the name of an object");
        }
        String namespace = fields.string("namespace").orElse("");
        if (!namespace.isEmpty() && !ObjectNames.isSubdomain(namespace)) {
            throw fields.malformed("namespace", Excerpt.of(namespace) + " is not the name of a namespace");
        }
        fields.ignore(
                "creationTimestamp",
                "deletionGracePeriodSeconds",
                "deletionTimestamp",
                "finalizers",
                "generateName",
                "generation",
                "managedFields",
                "ownerReferences",
                "resourceVersion",
                "selfLink",
                "uid");
        SortedMap<String, String> labels = fields.stringMap("labels");
        for (String key : labels.keySet()) {
            if (!ObjectNames.isLabelKey(key) || !ObjectNames.isLabelValue(labels.getOrDefault(key, ""))) {
                throw fields.malformed("labels", Excerpt.of(key) + " or its value is not that of a label");
            }
        }
        return new Metadata(namespace.isEmpty() ? "default" : namespace, name, labels, fields.stringMap("annotations"));
    }
}
