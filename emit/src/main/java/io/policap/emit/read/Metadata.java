package io.policap.emit.read;

import java.util.SortedMap;
import java.util.TreeMap;

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
        String namespace = fields.string("namespace").orElse("");
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
        return new Metadata(
                namespace.isEmpty() ? "default" : namespace,
                name,
                new TreeMap<>(fields.stringMap("labels")),
                new TreeMap<>(fields.stringMap("annotations")));
    }
}
