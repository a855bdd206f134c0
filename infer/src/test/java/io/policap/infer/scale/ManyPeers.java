package io.policap.infer.scale;

import io.policap.infer.FlowFixture;
import io.policap.infer.LearnFixture;
import io.policap.infer.LearnResult;
import io.policap.infer.PodFixture;
import io.policap.infer.baseline.Baseline;
import io.policap.infer.baseline.BaselineLimits;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Direction;
import io.policap.infer.flow.EventKind;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.FlowEndpoint;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.PacketConnection;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that learns from connections to a number of distinct outside addresses, a fourth of them IPv6, and prints what
 * came of it: from flows through two merged baselines to policies and their proof. Meanwhile the same baselines hear HTTP
 * requests for a number of distinct paths.
 */
final class ManyPeers {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int WORKLOADS = 50;
    private static final int REQUESTS_EACH = 100;
    private static final Place PLACE = new Place("made", 0);

    private ManyPeers() {}

    /**
     * @param args how many addresses, over how many workloads and ports they are spread, and how many paths
     */
    public static void main(String[] args) throws IOException {
        int peers = Integer.parseInt(args[0]);
        int edges = Integer.parseInt(args[1]);
        int paths = Integer.parseInt(args[2]);
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
            Baseline thread = threads.get((i / edges) & 1);
            FlowEndpoint pod = pods.get(edge % WORKLOADS);
            int port = 1000 + edge / WORKLOADS;
            thread.accept(flow(address(i), pod, edge % WORKLOADS, port, false));
            thread.accept(flow(address(i), pod, edge % WORKLOADS, port, true));
        }
        for (int i = 0; i < paths; i += REQUESTS_EACH) {
            threads.get(i / REQUESTS_EACH & 1).accept(connection(i));
        }
        Baseline merged = baseline(inventory);
        threads.forEach(thread -> merged.merge(thread.snapshot()));
        BaselineSnapshot snapshot = merged.snapshot();
        System.out.println("used " + snapshot.books().used() + " refused " + snapshot.refused());
        long requests = snapshot.contents().values().stream()
                .flatMap(content -> content.paths().leaves().stream())
                .mapToLong(leaf -> leaf.requests())
                .sum();
        System.out.println("requests " + requests);
        LearnOptions options = LearnOptions.DEFAULT.with(new AddressOptions(100_000, KnownRanges.NONE));
        LearnResult result = new LearnResult(Inference.infer(snapshot, inventory, options), inventory);
        long prefixes = result.inferred().addresses().foldedPrefixes();
        System.out.println("folded " + result.inferred().addresses().foldedEdges() + " prefixes " + prefixes);
        System.out.println("cilium " + result.ciliumPolicies().size() + " denied "
                + result.replay(true).denials().size());
        System.out.println("resident " + resident());
        System.out.println("kubernetes " + result.networkPolicies().size() + " denied "
                + result.replay(false).denials().size());
    }

    /** The most memory that the process ever had, in kB; 0 where the system does not tell. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    private static Baseline baseline(Inventory inventory) {
        return new Baseline("default", new ConnectionResolver(inventory, "default"), BaselineLimits.DEFAULT, true);
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

    /** A connection between two pods with the next requests, each for a path of its own. */
    private static PacketConnection connection(int from) {
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = from; i < from + REQUESTS_EACH; i++) {
            String path = "/v1/orders/" + i + "/lines/" + i * 7L;
            requests.add(new HttpRequest(
                    new Layer7.Http(false, "GET", "shop.example", path, 0, List.of("accept", "host")), false));
        }
        int client = from / REQUESTS_EACH % (WORKLOADS - 1);
        return new PacketConnection(
                PLACE,
                "node-1",
                START,
                START.plusSeconds(1),
                Ip.parse("10.244.1." + (11 + client)),
                40_000,
                Ip.parse("10.244.1.10"),
                8080,
                Protocol.TCP,
                0,
                true,
                Exchange.SERVED,
                10,
                10,
                List.of(),
                new Content(AppProtocol.HTTP, "", false, requests, true),
                1);
    }

    private static Flow flow(Ip peer, FlowEndpoint pod, int workload, int port, boolean answer) {
        Ip own = peer.v6()
                ? Ip.v6(0xfd00_0000_0000_0000L, workload)
                : Ip.v4(10 << 24 | 244 << 16 | 1 << 8 | 10 + workload);
        return new Flow(
                PLACE,
                START,
                "node-1",
                EventKind.TRACE,
                Verdict.FORWARDED,
                0,
                Direction.EGRESS,
                answer ? Reply.YES : Reply.NO,
                answer ? peer : own,
                answer ? own : peer,
                Protocol.TCP,
                answer ? port : 40_000,
                answer ? 40_000 : port,
                0,
                answer ? TcpFlags.ACK | TcpFlags.PSH : TcpFlags.SYN,
                answer ? FlowFixture.reserved("world") : pod,
                answer ? pod : FlowFixture.reserved("world"),
                Optional.empty(),
                false,
                1,
                false);
    }
}
