package io.policap.infer.evaluate;

import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.label.LabelSelector;
import io.policap.infer.policy.cilium.CiliumPeers.ServiceSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Resolves {@code toServices}: to the pods that a service selects; for one without a selector to its backends' addresses,
 * which then are outside the cluster.
 */
final class ServicePeers {
    private final PeerScope scope;

    ServicePeers(PeerScope scope) {
        this.scope = scope;
    }

    PeerMatcher compile(List<ServiceSelector> selectors, Consumer<String> gaps) {
        PeerMatcher matcher = PeerMatcher.NONE;
        for (ServiceSelector selector : selectors) {
            boolean found = false;
            for (ServiceRecord service : scope.view().services()) {
                if (isMeant(selector, service)) {
                    found = true;
                    matcher = matcher.or(service.selector().isEmpty() ? addresses(service) : pods(service));
                }
            }
            if (!found) {
                gaps.accept("a service that is not known: " + describe(selector));
            }
        }
        return matcher;
    }

    /** ServiceRecords carry no labels of their own, so services by labels are a gap. */
    private boolean isMeant(ServiceSelector selector, ServiceRecord service) {
        if (!(selector instanceof ServiceSelector.Named named)) {
            return false;
        }
        String namespace = named.namespace().isEmpty() ? scope.namespace() : named.namespace();
        return service.name().equals(named.name())
                && service.namespace().equals(namespace)
                && service.cluster().equals(scope.view().cluster());
    }

    private static String describe(ServiceSelector selector) {
        if (selector instanceof ServiceSelector.Named named) {
            return named.namespace().isEmpty() ? named.name() : named.namespace() + "/" + named.name();
        }
        LabelSelector labels = ((ServiceSelector.Labelled) selector).selector();
        return "by labels " + labels.matchLabels();
    }

    private PeerMatcher pods(ServiceRecord service) {
        TreeMap<String, String> wanted = new TreeMap<>();
        for (Map.Entry<String, String> label : service.selector().map().entrySet()) {
            wanted.put("k8s:" + label.getKey(), label.getValue());
        }
        CiliumSelector selector = CiliumSelector.of(LabelSelector.of(wanted))
                .and(Party.NAMESPACE, service.namespace())
                .and(Party.CLUSTER, service.cluster());
        return selector::matches;
    }

    private PeerMatcher addresses(ServiceRecord service) {
        PeerMatcher matcher = PeerMatcher.NONE;
        for (EndpointSliceRecord slice : scope.view().endpointSlices()) {
            if (slice.service().equals(service.name()) && slice.namespace().equals(service.namespace())) {
                matcher = matcher.or(party -> party.isWorld()
                        && !party.addresses().isEmpty()
                        && slice.addresses().containsAll(party.addresses()));
            }
        }
        return matcher;
    }
}
