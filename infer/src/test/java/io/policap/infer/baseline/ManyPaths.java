package io.policap.infer.baseline;

import io.policap.infer.connection.ConnectionResolver;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.Exchange;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.Place;
import io.policap.infer.http.PathGap;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A program that fills a baseline with two million different paths and prints what is left of them. */
final class ManyPaths {
    private static final int PATHS = 2_000_000;
    private static final int REQUESTS_EACH = 100;
    private static final Instant TIME = Instant.parse("2026-03-02T10:00:00Z");

    private ManyPaths() {}

    /** The path with this number, of a kind of traffic. */
    private static String path(String traffic, int number) {
        String name = Integer.toString(number, 36).replaceAll("[0-9]", "y") + "x" + number;
        switch (traffic) {
            case "first":
                return "/" + name + "/settings/of/some/thing";
            case "spread":
                return "/api/v1/customers/" + name + "/orders";
            case "long":
                return "/" + name + "/" + "long-name-of-a-segment.".repeat(40) + name;
            default:
                return "/v1/items/" + number + "/reviews/" + number * 7L;
        }
    }

    public static void main(String[] arguments) {
        String traffic = arguments[0];
        int servers = Integer.parseInt(arguments[1]);
        Baseline baseline = new Baseline(
                "default", new ConnectionResolver(Inventory.empty(), "default"), BaselineLimits.DEFAULT, true);
        int number = 0;
        for (int connection = 0; connection < PATHS / REQUESTS_EACH; connection++) {
            List<HttpRequest> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS_EACH; i++) {
                requests.add(new HttpRequest(
                        new Layer7.Http(
                                false, "GET", "shop.example", path(traffic, number++), 0, List.of("Accept", "X-A")),
                        false));
            }
            baseline.accept(connection(connection % servers, requests));
        }
        BaselineSnapshot snapshot = baseline.snapshot();
        long leaves = 0;
        long requests = 0;
        long full = 0;
        for (ContentEvidence content : snapshot.contents().values()) {
            leaves += content.paths().leaves().size();
            requests += content.paths().leaves().stream()
                    .mapToLong(leaf -> leaf.requests())
                    .sum();
            full += content.paths().gaps().contains(PathGap.TOO_MANY)
                            || content.paths().gaps().contains(PathGap.NO_ROOM)
                    ? 1
                    : 0;
        }
        System.out.println(snapshot.contents().size() + " classes, " + leaves + " leaves, " + requests + " requests, "
                + full + " full");
    }

    private static PacketConnection connection(int server, List<HttpRequest> requests) {
        return new PacketConnection(
                new Place("many", 1),
                "",
                TIME,
                TIME.plusSeconds(1),
                Ip.parse("10.0." + server / 250 + "." + (1 + server % 250)),
                40_000,
                Ip.parse("10.1.0.1"),
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
}
