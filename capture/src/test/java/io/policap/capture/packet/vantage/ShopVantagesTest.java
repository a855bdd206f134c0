package io.policap.capture.packet.vantage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every capture of the recorded shop, by its content alone; needs the system property policap.shared. */
@Tag("shared")
class ShopVantagesTest {
    private static final String N1 = "kind-control-plane";
    private static final String N2 = "kind-worker";
    private static final String GATEWAY = "pod default/shop/gateway-wgfjgzhqhm-4bhg6";
    private static final String STATSD = "pod default/monitoring/statsd-exporter-klnmdwjsz-9ct8k";

    /** By file name, the interfaces in their order; two differ from where the captures were really taken. */
    private static final Map<String, List<String>> EXPECTED = Map.ofEntries(
            Map.entry("n1-any-s96.pcap", List.of("node " + N1)),
            Map.entry("n1-any-sll2.pcap", List.of("node " + N1)),
            Map.entry("n1-cni0.pcap", List.of("bridge " + N1)),
            Map.entry("n1-eth0.pcap", List.of("uplink " + N1)),
            Map.entry("n1-multi.pcapng", List.of("uplink " + N1, "overlay " + N1, "bridge " + N1)),
            // What a rule of the firewall selected: the packets do not say which rule.
            Map.entry("n1-nflog.pcap", List.of("unknown")),
            // Between two nodes alone, both ends of the tunnel show the same packets.
            Map.entry("n1-overlay.pcap", List.of("unknown")),
            Map.entry("n2-any-sll.pcap", List.of("node " + N2)),
            Map.entry("n2-any.pcap.gz", List.of("node " + N2)),
            Map.entry("n2-eth0-nano.pcap", List.of("uplink " + N2)),
            Map.entry("n2-rot.pcap00", List.of("bridge " + N2)),
            Map.entry("n2-rot.pcap01", List.of("bridge " + N2)),
            Map.entry("n2-rot.pcap02", List.of("bridge " + N2)),
            Map.entry("pod-cart-eth0.pcap", List.of("pod default/shop/cart-cmlhxk68mv-qcd82")),
            Map.entry("pod-coredns-veth.pcap", List.of("pod default/kube-system/coredns-jlnjwqrf8x-zqqkp")),
            Map.entry("pod-diameter-peer-eth0.pcap", List.of("pod default/shop/diameter-peer-hns6wlf4z-wkxf4")),
            Map.entry("pod-gateway-bigendian.pcap", List.of(GATEWAY)),
            Map.entry("pod-gateway-cut.pcap", List.of(GATEWAY)),
            Map.entry("pod-gateway-veth.pcap", List.of(GATEWAY)),
            Map.entry("pod-gateway-veth.pcapng", List.of(GATEWAY)),
            Map.entry(
                    "pod-ingress-nginx-controller-eth0.pcap",
                    List.of("pod default/ingress-nginx/ingress-nginx-controller-5hbb5tmcmr-dt76r")),
            Map.entry("pod-orders-db-eth0.pcap", List.of("pod default/shop-data/orders-db-0")),
            Map.entry("pod-statsd-exporter-rawip.pcap", List.of(STATSD)),
            Map.entry("pod-statsd-exporter-veth.pcap", List.of(STATSD)),
            Map.entry("pod-supplier-ftp-veth.pcap", List.of("pod default/shop-data/supplier-ftp-zsswnpdf8-kwdxb")));

    @Test
    void everyCaptureClaimsWhatItShows() throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "policap.shared is not set");
        Path shop = Path.of(shared, "recordings", "shop");
        Inventory inventory = inventory(shop);
        List<Path> files;
        try (Stream<Path> listed = Files.list(shop.resolve("pcap"))) {
            files = listed.sorted().toList();
        }
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files) {
            HandReader capture = new HandReader(file);
            List<Vantage> vantages = VantageFinder.findAll(capture.facts, capture.interfaces, inventory);
            found.put(
                    file.getFileName().toString(),
                    vantages.stream().map(Vantage::text).toList());
        }

        assertThat(found).containsExactlyInAnyOrderEntriesOf(EXPECTED);
    }

    private static Inventory inventory(Path shop) throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        for (String name : List.of("cluster.json", "workloads.json", "pods-watch.jsonl")) {
            try (InputStream in = Files.newInputStream(shop.resolve(name))) {
                new InventoryReader(builder, new Issues()).read(name, in);
            }
        }
        return builder.build();
    }
}
