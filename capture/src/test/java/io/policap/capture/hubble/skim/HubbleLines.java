package io.policap.capture.hubble.skim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Lines as Hubble writes them, and others. */
final class HubbleLines {
    static final String POD = "{\"ID\":235,\"identity\":29243,\"cluster_name\":\"default\",\"namespace\":\"media\","
            + "\"labels\":[\"k8s:app=sync\",\"k8s:io.kubernetes.pod.namespace=media\"],"
            + "\"pod_name\":\"sync-1\",\"workloads\":[{\"name\":\"sync\",\"kind\":\"Deployment\"}]}";
    static final String REMOTE = "{\"identity\":33951,\"cluster_name\":\"default\",\"namespace\":\"web\","
            + "\"labels\":[\"k8s:app=web\"],\"pod_name\":\"web-1\"}";

    /** A line of every form of which the generator of a cluster's traffic makes many. */
    static final List<String> USUAL = List.of(
            flow("FORWARDED", tcp("{\"ACK\":true}"), POD, REMOTE, trace("TO_OVERLAY", "ESTABLISHED", false)),
            flow("FORWARDED", tcp("{\"SYN\":true}"), REMOTE, POD, trace("TO_ENDPOINT", "NEW", false)),
            flow("FORWARDED", tcp("{\"SYN\":true,\"ACK\":true}"), POD, REMOTE, trace("TO_ENDPOINT", "REPLY", true)),
            flow("FORWARDED", tcp("{\"RST\":true}"), POD, REMOTE, "\"reply\":true," + trace("TO_STACK", "REPLY", true)),
            flow(
                    "DROPPED",
                    tcp("{\"SYN\":true}"),
                    REMOTE,
                    POD,
                    "\"event_type\":{\"type\":5},\"traffic_direction\":\"INGRESS\",\"drop_reason_desc\":\"POLICY_DENIED\","
                            + "\"is_reply\":false,\"Summary\":\"TCP Flags: SYN\""),
            flow(
                    "FORWARDED",
                    "{\"UDP\":{\"source_port\":53,\"destination_port\":40000}}",
                    REMOTE,
                    POD,
                    "\"l7\":{\"type\":\"RESPONSE\",\"latency_ns\":\"91232\",\"dns\":{\"query\":\"a.example.com.\","
                            + "\"ips\":[\"203.0.113.9\"],\"ttl\":30,\"observation_source\":\"proxy\",\"rcode\":0,"
                            + "\"qtypes\":[\"A\"],\"rrtypes\":[\"A\"]}},\"event_type\":{\"type\":129},"
                            + "\"traffic_direction\":\"EGRESS\",\"is_reply\":true,\"Summary\":\"DNS Answer \\\"a\\\"\""),
            flow(
                    "REDIRECTED",
                    tcp("{\"PSH\":true,\"ACK\":true}"),
                    REMOTE,
                    POD,
                    "\"l7\":{\"type\":\"REQUEST\",\"http\":{\"method\":\"GET\",\"url\":\"http://web.web/v1?a=b\","
                            + "\"protocol\":\"HTTP/1.1\",\"headers\":[{\"key\":\"Host\",\"value\":\"web\"}]}},"
                            + "\"event_type\":{\"type\":129},\"traffic_direction\":\"INGRESS\",\"is_reply\":false"),
            flow(
                    "FORWARDED",
                    "{\"ICMPv4\":{\"type\":8}}",
                    POD,
                    REMOTE,
                    trace("TO_ENDPOINT", "NEW", false)
                            + ",\"aggregate\":{\"ingress_flow_count\":3,\"egress_flow_count\":2}"),
            flow(
                    "FORWARDED",
                    tcp("{\"ACK\":true}"),
                    POD,
                    "{\"identity\":2,\"labels\":[\"reserved:world\"]}",
                    "\"destination_names\":[\"api.example.com\"]," + trace("TO_STACK", "ESTABLISHED", false)),
            flow(
                    "FORWARDED",
                    tcp("{\"SYN\":true}"),
                    POD,
                    "{\"identity\":2,\"labels\":[\"reserved:world\"]}",
                    "\"event_type\":{\"type\":4,\"sub_type\":5},\"destination_service\":{\"name\":\"web\","
                            + "\"namespace\":\"web\"},\"traffic_direction\":\"EGRESS\",\"is_reply\":false"),
            flow(
                    "FORWARDED",
                    tcp("{\"ACK\":true}"),
                    "{\"identity\":2,\"labels\":[\"reserved:world\"]}",
                    POD,
                    "\"event_type\":{\"type\":4},\"source_service\":{\"name\":\"web\",\"namespace\":\"web\"},"
                            + "\"traffic_direction\":\"EGRESS\",\"is_reply\":true"),
            flow(
                    "TRACED",
                    "{\"TCP\":{\"destination_port\":80}}",
                    POD,
                    "{\"identity\":2,\"labels\":[\"reserved:world\"]}",
                    "\"event_type\":{\"type\":7},\"sock_xlate_point\":"
                            + "\"SOCK_XLATE_POINT_PRE_DIRECTION_FWD\",\"socket_cookie\":\"4093\",\"cgroup_id\":\"77\""),
            flow(
                    "TRANSLATED",
                    "{\"TCP\":{\"destination_port\":8080}}",
                    POD,
                    REMOTE,
                    "\"event_type\":{\"type\":7},\"sock_xlate_point\":"
                            + "\"SOCK_XLATE_POINT_POST_DIRECTION_FWD\",\"socket_cookie\":\"4093\",\"cgroup_id\":\"77\""),
            "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"12\"},\"node_name\":\"n1\","
                    + "\"time\":\"2025-10-09T08:53:21Z\"}",
            "{\"node_status\":{\"state_change\":\"NODE_UNAVAILABLE\",\"node_names\":[\"n2\"]},\"node_name\":\"relay\","
                    + "\"time\":\"2025-10-09T08:53:20Z\"}",
            "{\"node_status\":{\"state_change\":\"NODE_CONNECTED\",\"node_names\":[\"n2\"]},\"node_name\":\"relay\","
                    + "\"time\":\"2025-10-09T08:54:20Z\"}");

    private HubbleLines() {}

    static String tcp(String flags) {
        return "{\"TCP\":{\"source_port\":41209,\"destination_port\":27017,\"flags\":" + flags + "}}";
    }

    static String trace(String point, String reason, boolean reply) {
        return "\"event_type\":{\"type\":4,\"sub_type\":4},\"traffic_direction\":\"EGRESS\","
                + "\"trace_observation_point\":\"" + point + "\",\"trace_reason\":\"" + reason + "\",\"is_reply\":"
                + reply
                + ",\"interface\":{\"index\":5,\"name\":\"cilium_vxlan\"},\"Summary\":\"TCP Flags: ACK\"";
    }

    static String flow(String verdict, String l4, String source, String destination, String rest) {
        return "{\"flow\":{\"time\":\"2025-10-09T08:53:20.000016927Z\",\"uuid\":\"dea7dfc2-d1b9-4031-afdb-60ec0fb77b7c\","
                + "\"verdict\":\"" + verdict + "\",\"ethernet\":{\"source\":\"d5:47:d0:19:4a:a4\","
                + "\"destination\":\"0e:11:22:33:44:55\"},\"IP\":{\"source\":\"10.244.7.33\","
                + "\"destination\":\"10.244.0.40\",\"ipVersion\":\"IPv4\"},\"l4\":" + l4 + ",\"source\":" + source
                + ",\"destination\":" + destination + ",\"Type\":\"L3_L4\",\"node_name\":\"node-7\"," + rest
                + "},\"node_name\":\"node-7\",\"time\":\"2025-10-09T08:53:20.000016927Z\"}";
    }

    static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /** Every file of Hubble's JSON that lies below a directory. */
    static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory.toRealPath())) {
            return files.filter(file -> file.toString().matches(".*(jsonl|hubble[^/]*/[^/]*json|jsonl\\.gz)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] content(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of content, each with its newline. */
    static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n' || i == content.length - 1) {
                lines.add(java.util.Arrays.copyOfRange(content, from, i + 1));
                from = i + 1;
            }
        }
        return lines;
    }
}
