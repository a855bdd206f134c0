package io.policap.bench.generator;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The edges of a generated capture with their connections and packets, one a line. */
final class TruthFile {
    private TruthFile() {}

    static void write(Cluster cluster, FrameWriter written, Path file) throws IOException {
        List<Edge> edges = new ArrayList<>(cluster.edges);
        edges.addAll(cluster.dns.values());
        String separator = "";
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"packets\":" + written.packets() + ",\"bytes\":" + written.bytes() + ",\"edges\":[\n");
            for (Edge edge : edges) {
                if (edge.packets > 0) {
                    out.write(separator + line(edge));
                    separator = ",\n";
                }
            }
            out.write("\n]}\n");
        }
    }

    private static String line(Edge edge) {
        return String.format(
                "{\"from\":\"%s\",\"to\":\"%s\",\"proto\":\"%s\",\"port\":%d,\"family\":%d,\"conns\":%d,\"packets\":%d}",
                edge.client.fullName(),
                edge.serverName(),
                edge.udp() ? "UDP" : "TCP",
                edge.port(),
                edge.ipv6 ? 6 : 4,
                edge.connections,
                edge.packets);
    }
}
