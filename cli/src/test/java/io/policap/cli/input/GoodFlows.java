package io.policap.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small flow log without a fault, to stand beside a file with one. */
final class GoodFlows {
    /** How many flows it holds. */
    static final int COUNT = 2;

    private static final String POD = "{\"ID\":7,\"identity\":300,\"namespace\":\"shop\",\"labels\":[\"k8s:app=%s\","
            + "\"k8s:io.kubernetes.pod.namespace=shop\"],\"pod_name\":\"%s-1\"}";

    private GoodFlows() {}

    static String line(boolean reply) {
        String web = POD.formatted("web", "web");
        String cart = POD.formatted("cart", "cart");
        return "{\"flow\":{\"time\":\"2026-03-02T10:00:00Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\""
                + (reply ? "10.0.0.2" : "10.0.0.1") + "\",\"destination\":\"" + (reply ? "10.0.0.1" : "10.0.0.2")
                + "\",\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"source_port\":" + (reply ? 8080 : 40001)
                + ",\"destination_port\":" + (reply ? 40001 : 8080) + "}},\"source\":" + (reply ? cart : web)
                + ",\"destination\":" + (reply ? web : cart)
                + ",\"Type\":\"L3_L4\",\"node_name\":\"n1\",\"event_type\":{\"type\":4},"
                + "\"traffic_direction\":\"EGRESS\",\"is_reply\":" + reply + "},\"node_name\":\"n1\"}\n";
    }

    static String text() {
        return line(false) + line(true);
    }

    static void write(Path file) throws IOException {
        Files.writeString(file, text());
    }
}
