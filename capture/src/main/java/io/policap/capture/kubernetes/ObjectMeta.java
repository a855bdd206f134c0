package io.policap.capture.kubernetes;

import static java.util.Objects.requireNonNull;

import io.policap.infer.inventory.OwnerReference;
import io.policap.infer.label.Labels;
import io.policap.infer.label.ObjectNames;
import java.util.List;
import java.util.Optional;

/**
 * What every object says of itself (Kubernetes API, ObjectMeta).
 *
 * @param namespace its namespace, {@code default} where it names none
 * @param name its name, never empty
 * @param uid its UID, empty where it is not known
 * @param version its resourceVersion, empty where it is not a number
 * @param labels its labels
 * @param controller its controller
 */
record ObjectMeta(
        String namespace, String name, String uid, String version, Labels labels, Optional<OwnerReference> controller) {
    ObjectMeta {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
        requireNonNull(version, "version");
        requireNonNull(labels, "labels");
        requireNonNull(controller, "controller");
    }

    static ObjectMeta of(Fields object) throws MalformedObject {
        Fields metadata = object.at("metadata");
        String name = metadata.text("name");
        if (name.isEmpty()) {
            throw new MalformedObject("it has no metadata.name");
        }
        String namespace = metadata.text("namespace");
        if (!namespace.isEmpty() && !ObjectNames.isNamespace(namespace)) {
            throw new MalformedObject("its metadata.namespace is not the name of a namespace");
        }
        return new ObjectMeta(
                namespace.isEmpty() ? "default" : namespace,
                name,
                metadata.text("uid"),
                version(metadata.text("resourceVersion")),
                metadata.labels("labels"),
                controller(metadata));
    }

    private static String version(String text) {
        boolean number = !text.isEmpty() && text.length() <= 20 && text.charAt(0) != '0';
        return number && PortText.isDigits(text) ? text : "";
    }

    // At most one owner controls; a lone owner that does not say so is what hand-made objects have.
    private static Optional<OwnerReference> controller(Fields metadata) {
        List<Fields> owners = metadata.each("ownerReferences");
        for (Fields owner : owners) {
            if (owner.truth("controller")) {
                return reference(owner);
            }
        }
        return owners.size() == 1 && !owners.get(0).has("controller") ? reference(owners.get(0)) : Optional.empty();
    }

    private static Optional<OwnerReference> reference(Fields owner) {
        String kind = owner.text("kind");
        String name = owner.text("name");
        if (kind.isEmpty() || name.isEmpty()) {
            owner.report().malformed("metadata.ownerReferences has an owner without kind or name; it is left out");
            return Optional.empty();
        }
        return Optional.of(new OwnerReference(kind, name, owner.text("uid")));
    }
}
