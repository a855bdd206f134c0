package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An object that owns pods or other owners, as it was read: {@code ReplicaSet}, {@code Deployment}, {@code Job}, ...
 *
 * @param record its name, selector and template labels
 * @param uid its UID, empty where it is not known
 * @param controller what controls it in turn, absent at the top of the chain
 */
public record OwnerObject(OwnerRecord record, String uid, Optional<OwnerReference> controller) {
    public OwnerObject {
        requireNonNull(record, "record");
        requireNonNull(uid, "uid");
        requireNonNull(controller, "controller");
    }
}
