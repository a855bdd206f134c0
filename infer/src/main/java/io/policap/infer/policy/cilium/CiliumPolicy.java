package io.policap.infer.policy.cilium;

import static java.util.Objects.requireNonNull;

import io.policap.infer.policy.Policy;
import io.policap.infer.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy (cilium.io/v2).
 *
 * @param clusterwide whether it is the cluster-wide kind
 * @param namespace its namespace, empty for the cluster-wide kind
 * @param name its name
 * @param labels its own labels
 * @param annotations its annotations
 * @param spec the field {@code spec}
 * @param specs the field {@code specs}, which adds to {@code spec}
 */
public record CiliumPolicy(
        boolean clusterwide,
        String namespace,
        String name,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Optional<CiliumSpec> spec,
        List<CiliumSpec> specs)
        implements Policy {
    public CiliumPolicy {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(spec, "spec");
        if (clusterwide != namespace.isEmpty()) {
            throw new IllegalArgumentException("a cluster-wide policy has no namespace, the other kind has one");
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        specs = List.copyOf(specs);
    }

    /** A CiliumNetworkPolicy with one spec. */
    public static CiliumPolicy of(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            CiliumSpec spec) {
        return new CiliumPolicy(
                false,
                namespace,
                name,
                new TreeMap<>(labels),
                new TreeMap<>(annotations),
                Optional.of(spec),
                List.of());
    }

    @Override
    public PolicyKind policyKind() {
        return clusterwide ? PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY : PolicyKind.CILIUM_NETWORK_POLICY;
    }

    /** All specs: that of {@code spec}, then those of {@code specs}. */
    public List<CiliumSpec> allSpecs() {
        List<CiliumSpec> all = new ArrayList<>();
        spec.ifPresent(all::add);
        all.addAll(specs);
        return List.copyOf(all);
    }
}
