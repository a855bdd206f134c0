package io.policap.infer.scale;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.Place;
import io.policap.infer.flow.Reply;
import io.policap.infer.flow.TcpFlags;
import io.policap.infer.flow.Verdict;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.net.SpecialRanges;
import io.policap.infer.range.AddressOptions;
import io.policap.infer.range.KnownRanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that learns from connections to a number of distinct outside addresses, a fourth of them IPv6, and prints what
 * came of it: from flows through two merged baselines to policies and their proof.
 */
final class ManyPeers {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int WORKLOADS = 50;
    private static final Place PLACE = new Place("made", 0);

    private ManyPeers() {}

    /**
     * @param args how many addresses, and over how many workloads and ports they are spread
     */
    public static void main(String[] args) {
        int peers = Integer.parseInt(args[0]);
        int edges = Integer.parseInt(args[1]);
        LearnFixture cluster = new LearnFixture()
                .node("node-1", "172.18.0.11", "10.244.1.0/24")
                .service("kube-system/kube-dns", "ClusterIP", "10.96.0.10", 53, "53", 0);
        List<FlowEndpoint> pods = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            cluster.with(PodFixture.pod("shop/app" + i + "-1", "10.244.1." + (10 + i)));
            pods.add(FlowFixture.pod("shop/app" + i + "-1", "app", "app" + i));
        }
        Inventory inventory = cluster.inventory();
        List<Baseline> threads = List.of(baseline(inventory), baseline(inventory));
        for (int i = 0; i < peers; i++) {
            int edge = i % edges;
            threads.get((i / edges) & 1)
                    .accept(answer(address(i), pods.get(edge % WORKLOADS), edge % WORKLOADS, 1000 + edge / WORKLOADS));
        }
        Baseline merged = baseline(inventory);
        threads.forEach(thread -> merged.merge(thread.snapshot()));
        BaselineSnapshot snapshot = merged.snapshot();
        System.out.println("used " + snapshot.books().used() + " refused " + snapshot.refused());
        LearnOptions options = LearnOptions.DEFAULT.with(new AddressOptions(100_000, KnownRanges.NONE));
        LearnResult result = new LearnResult(Inference.infer(snapshot, inventory, options), inventory);
        long prefixes = result.inferred().addresses().foldedPrefixes();
        System.out.println("folded " + result.inferred().addresses().foldedEdges() + " prefixes " + prefixes);
        System.out.println("cilium " + result.ciliumPolicies().size() + " denied "
                + result.replay(true).denials().size());
        System.out.println("kubernetes " + result.networkPolicies().size() + " denied "
                + result.replay(false).denials().size());
    }

    private static Baseline baseline(Inventory inventory) {
        return new Baseline("default", new ConnectionResolver(inventory, "default"), BaselineLimits.DEFAULT);
    }

    /** The i-th of so many distinct addresses all over the Internet. */
    static Ip address(int i) {
        if (i % 4 == 3) {
            return Ip.v6(0x2000_0000_0000_0000L | i * 0x9E37_79B9_7F4A_7C15L >>> 3, i);
        }
        // Multiplying by an odd number only changes the order of the addresses.
        Ip address = Ip.v4(i * 0x9E37_79B1);
        return SpecialRanges.indexOf(Cidr.of(address)) < 0 ? address : Ip.v6(0x2001_0db8_0000_0000L, i);
    }

    private static Flow answer(Ip peer, FlowEndpoint pod, int workload, int port) {
        return new Flow(
                PLACE,
                START,
                "node-1",
                EventKind.TRACE,
                Verdict.FORWARDED,
                0,
                Direction.EGRESS,
                Reply.YES,
                peer,
                peer.v6()
                        ? Ip.v6(0xfd00_0000_0000_0000L, workload)
                        : Ip.v4(10 << 24 | 244 << 16 | 1 << 8 | 10 + workload),
                Protocol.TCP,
                port,
                40_000,
                0,
                TcpFlags.ACK | TcpFlags.PSH,
                FlowFixture.reserved("world"),
                pod,
                Optional.empty(),
                false,
                1,
                false);
    }
}
