package io.policap.bench.generator;

import io.policap.capture.hubble.proto.flow.Flow;
import io.policap.capture.hubble.proto.flow.LostEventSource;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a log as {@code hubble observe -o json} does, of any number of lines of about 1.5 KB, and the truth about its
 * edges beside it. The same options give the same bytes.
 *
 * <p>{@code HubbleLogGenerator FILE --lines N [--seed N] [--pods N] [--edges N]} writes FILE and FILE.truth.json.
 */
public final class HubbleLogGenerator {
    private static final String USAGE =
            "usage: HubbleLogGenerator FILE --lines N [--seed N] [--pods N] [--edges N]\nwrites FILE and FILE.truth.json";
    private static final long START = 1_760_000_000_000_000_000L;
    private static final int LOST_EVERY = 5_000;

    private final Writer out;
    private final long lines;
    private final SeededRandom random;
    private final StringBuilder line = new StringBuilder(1 << 12);
    private final MessageJson json = new MessageJson(line);
    private long written;
    private long bytes;
    private long time = START;

    private HubbleLogGenerator(Writer out, long lines, SeededRandom random) {
        this.out = out;
        this.lines = lines;
        this.random = random;
    }

    public static void main(String[] words) throws IOException {
        Path file = null;
        long[] options = {0, 1, 500, 3_000};
        List<String> names = List.of("--lines", "--seed", "--pods", "--edges");
        for (int i = 0; i < words.length; i++) {
            int option = names.indexOf(words[i]);
            if (option >= 0 && i + 1 < words.length) {
                options[option] = Long.parseLong(words[++i]);
            } else if (option < 0 && file == null && !words[i].startsWith("-")) {
                file = Path.of(words[i]);
            } else {
                options[0] = 0;
                break;
            }
        }
        if (file == null || options[0] < 1) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        System.err.println(generate(file, options[0], options[1], (int) options[2], (int) options[3]));
    }

    /** Writes both files and says what they hold. */
    static String generate(Path file, long lines, long seed, int pods, int edges) throws IOException {
        SeededRandom random = new SeededRandom(seed);
        Cluster cluster = new Cluster(pods, edges, 5, random);
        long bytes;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            HubbleLogGenerator generator = new HubbleLogGenerator(out, lines, random);
            generator.write(cluster);
            bytes = generator.bytes;
        }
        List<Edge> all = new ArrayList<>(cluster.edges);
        all.addAll(cluster.dns.values());
        EdgeTruth.of(all).write(CaptureGenerator.beside(file, ".truth.json"));
        return lines + " lines, " + bytes + " bytes, " + cluster.workloads.size() + " workloads, " + cluster.nodes
                + " nodes";
    }

    private void write(Cluster cluster) throws IOException {
        FlowTraffic traffic = new FlowTraffic(cluster, random, (flow, edge) -> {
            if (written < lines) {
                flow(flow);
            } else if (edge != null) {
                // The last connection is cut; what did not fit is not true of the file.
                edge.packets--;
            }
        });
        while (written < lines) {
            traffic.next();
            if (written < lines && random.below(LOST_EVERY) == 0) {
                line(lost("node-" + random.below(cluster.nodes)));
            }
        }
    }

    private void flow(Flow.Builder flow) throws IOException {
        time += 1_000 + random.below(100_000);
        Flow said = flow.setUuid(FlowUuids.next(random))
                .setTime(FlowUuids.time(time))
                .build();
        line(GetFlowsResponse.newBuilder()
                .setFlow(said)
                .setNodeName(said.getNodeName())
                .setTime(said.getTime())
                .build());
    }

    private GetFlowsResponse lost(String node) {
        GetFlowsResponse.Builder lost =
                GetFlowsResponse.newBuilder().setNodeName(node).setTime(FlowUuids.time(time));
        lost.getLostEventsBuilder()
                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                .setNumEventsLost(1 + random.below(400));
        return lost.build();
    }

    private void line(GetFlowsResponse response) throws IOException {
        line.setLength(0);
        json.write(response);
        line.append('\n');
        out.append(line);
        written++;
        bytes += line.length();
    }
}
