package io.policap.bench.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a capture of any size that looks like a Kubernetes node's traffic, its cluster's objects and its truth.
 *
 * <p>By packets, TCP is about 80 %, UDP 13 % and DNS 7 %; sizes have two peaks, at headers alone and at full segments. Of
 * the first connections 60 % are open already; later 1 % are refused and 0.5 % get no answer. The same options give the
 * same bytes.
 */
public final class CaptureGenerator {
    private CaptureGenerator() {}

    public static void main(String[] words) throws IOException {
        CaptureOptions options;
        try {
            options = CaptureOptions.parse(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + CaptureOptions.USAGE);
            System.exit(2);
            return;
        }
        System.err.println(generate(options));
    }

    /** Writes the three files and says what they hold. */
    static String generate(CaptureOptions options) throws IOException {
        SeededRandom random = new SeededRandom(options.seed());
        Cluster cluster = new Cluster(options, random);
        InventoryFile.write(cluster, beside(options.output(), ".inventory.json"));
        FrameWriter out = new FrameWriter(Files.newOutputStream(options.output()), options.nanoseconds(), random);
        try (out) {
            new Traffic(options, cluster, random, out).write();
        }
        TruthFile.write(cluster, out, beside(options.output(), ".truth.json"));
        return out.packets() + " packets, " + out.bytes() + " bytes, " + options.pods() + " pods, "
                + cluster.workloads.size() + " workloads, " + cluster.nodes + " nodes";
    }

    static Path beside(Path capture, String suffix) {
        return capture.resolveSibling(capture.getFileName() + suffix);
    }
}
