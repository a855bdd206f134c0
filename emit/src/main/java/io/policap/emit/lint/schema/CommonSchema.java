package io.policap.emit.lint.schema;

import static io.policap.emit.lint.schema.Schema.fields;
import static io.policap.emit.lint.schema.Schema.list;
import static io.policap.emit.lint.schema.Schema.text;

/** The shapes that all kinds share. */
final class CommonSchema {
    static final Schema ANYTHING = new Schema.Anything();
    static final Schema TRUTH = new Schema.Truth();
    private static final Schema INT32 = new Schema.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** ObjectMeta of the Kubernetes API; what the server fills in is not looked into. */
    static final Schema METADATA = fields(
            "name", text(),
            "generateName", text(),
            "namespace", text(),
            "labels", new Schema.Entries(text()),
            "annotations", new Schema.Entries(text()),
            "uid", text(),
            "resourceVersion", text(),
            "selfLink", text(),
            "creationTimestamp", text(),
            "deletionTimestamp", text(),
            "deletionGracePeriodSeconds", INT32,
            "generation", ANYTHING,
            "finalizers", list(text()),
            "ownerReferences", ANYTHING,
            "managedFields", ANYTHING);

    private CommonSchema() {}

    static Schema.Whole int32() {
        return new Schema.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
