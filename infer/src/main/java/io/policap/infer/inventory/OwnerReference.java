package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

/**
 * The controller of an object (Kubernetes API, OwnerReference with {@code controller: true}), in the same namespace.
 *
 * @param kind the controller's kind
 * @param name the controller's name
 * @param uid the controller's UID, empty where it is not known
 */
public record OwnerReference(String kind, String name, String uid) {
    public OwnerReference {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
    }
}
