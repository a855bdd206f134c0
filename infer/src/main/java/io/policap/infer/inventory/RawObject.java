package io.policap.infer.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of the Kubernetes API as plain maps, lists, strings, numbers and booleans: a policy found in the inventory,
 * to be read by whoever knows its kind.
 *
 * @param place where it was found, {@code file:line} or {@code file#index}
 * @param tree the object
 */
public record RawObject(String place, Map<String, Object> tree) {
    public RawObject {
        requireNonNull(place, "place");
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }
}
