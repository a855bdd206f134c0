package io.policap.emit.read;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.Policy;
import java.util.List;

/**
 * A policy with where it was read.
 *
 * @param place {@code file:line}, or the place of the inventory's object
 * @param policy what it says
 * @param unsupportedFields the paths of fields that its API, at least in newer versions, does not have
 */
public record LoadedPolicy(String place, Policy policy, List<String> unsupportedFields) {
    public LoadedPolicy {
        requireNonNull(place, "place");
        requireNonNull(policy, "policy");
        unsupportedFields = List.copyOf(unsupportedFields);
    }
}
