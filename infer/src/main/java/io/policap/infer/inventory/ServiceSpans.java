package io.policap.infer.inventory;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the virtual addresses of a cluster's services prove of the range that they come from: it holds at least the
 * smallest prefix around them all.
 *
 * <p>One address proves nothing. A prefix wider than the API server admits for a range (20 bits of addresses) means that
 * there are several ranges, and proves nothing either.
 */
final class ServiceSpans {
    private static final int MAX_RANGE_BITS = 20;

    private ServiceSpans() {}

    static List<Cidr> of(List<ServiceRecord> services) {
        Map<String, TreeSet<Ip>> families = new TreeMap<>();
        for (ServiceRecord service : services) {
            for (Ip address : service.clusterAddresses()) {
                families.computeIfAbsent(service.cluster() + (address.v6() ? "/6" : "/4"), key -> new TreeSet<>())
                        .add(address);
            }
        }
        TreeSet<Cidr> spans = new TreeSet<>();
        for (TreeSet<Ip> addresses : families.values()) {
            if (addresses.size() > 1) {
                Cidr span = Cidr.of(addresses.first());
                while (!span.contains(addresses.last())) {
                    span = span.parent();
                }
                if (span.network().bits() - span.length() <= MAX_RANGE_BITS) {
                    spans.add(span);
                }
            }
        }
        return List.copyOf(spans);
    }
}
