package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.inventory.PodRecord;
import io.policap.infer.inventory.WorkloadKey;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * From where a capture of the shop was taken, as truth.json has it.
 *
 * @param kind {@code node}, {@code uplink}, {@code bridge}, {@code overlay} or {@code pod}
 * @param where the node, or the pod with its namespace
 */
record CaptureVantage(String kind, String where) {
    static CaptureVantage of(String capture) {
        String name = capture.replaceAll("^n2-rot\\.pcap\\d+$", "rot.pcap*")
                .replaceAll("-(bigendian|cut)\\.pcap$|-veth\\.pcapng$", "-veth.pcap")
                .replace("-rawip.pcap", "-veth.pcap");
        for (JsonNode known : Shop.json(Shop.file("truth.json")).get("captures")) {
            if (known.get("name").asString().equals(name)) {
                String[] parts = known.get("vantage").asString().split(":", 2);
                return new CaptureVantage(parts[0], parts[1]);
            }
        }
        throw new IllegalArgumentException("truth.json knows no capture " + capture);
    }

    /** No workload is said to be covered more than somebody there could see. */
    void assertNothingMoreIsClaimed(Shop.Run run) {
        for (JsonNode workload : run.summary().get("workloads")) {
            String name = workload.get("workload").asString();
            for (String direction : Set.of("ingress", "egress")) {
                String coverage = workload.get(direction + "Coverage").asString();
                assertThat(possible(name, run)).as(name + " " + direction).contains(coverage);
            }
        }
    }

    /** Pods that did not live while the capture ran leave nothing to be seen. */
    private Set<String> possible(String workload, Shop.Run run) {
        JsonNode claims = Shop.json(run.directory().resolve("baseline.json")).get("claims");
        if (claims.isEmpty()) {
            return Set.of("unknown");
        }
        Instant first = Instant.parse(claims.get(0).get("first").asString());
        Instant last = Instant.parse(claims.get(0).get("last").asString());
        Set<Boolean> seen = new TreeSet<>();
        for (WorkloadKey key : ShopUniverse.inventory().workloads()) {
            if (key.toString().equals(workload)) {
                ShopUniverse.inventory().podsOf(key).stream()
                        .filter(pod -> !pod.lifetime().from().isAfter(last)
                                && pod.lifetime().to().isAfter(first))
                        .forEach(pod -> seen.add(sees(pod)));
            }
        }
        if (!seen.contains(true)) {
            return Set.of("unknown");
        }
        boolean whole = !seen.contains(false) && (kind.equals("node") || kind.equals("pod"));
        return whole ? Set.of("full", "partial", "unknown") : Set.of("partial", "unknown");
    }

    private boolean sees(PodRecord pod) {
        return kind.equals("pod")
                ? pod.key().toString().equals(where)
                : pod.node().equals(where);
    }
}
