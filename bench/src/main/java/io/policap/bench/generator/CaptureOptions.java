package io.policap.bench.generator;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What a generated capture is to be.
 *
 * @param output the capture file
 * @param bytes how large it becomes; the last packet may exceed it
 * @param packets how many packets it gets at most
 * @param seed what decides everything that is random
 * @param pods pods of the cluster
 * @param edges pairs of workloads that talk
 * @param connections connections that are open at a time
 * @param packetSize bytes of each frame with data, 0 for sizes as they are in life
 * @param vxlanPercent how many of the connections between nodes are seen inside VXLAN
 * @param ipv6Percent how many of the TCP edges are IPv6
 * @param nanoseconds whether the times are in nanoseconds, else in microseconds
 */
record CaptureOptions(
        Path output,
        long bytes,
        long packets,
        long seed,
        int pods,
        int edges,
        int connections,
        int packetSize,
        int vxlanPercent,
        int ipv6Percent,
        boolean nanoseconds) {
    static final String USAGE =
            "usage: CaptureGenerator FILE (--bytes N | --packets N) [--seed N] [--pods N] [--edges N]"
                    + " [--connections N] [--packet-size BYTES] [--vxlan PERCENT] [--ipv6 PERCENT] [--nanoseconds]\n"
                    + "writes FILE, FILE.inventory.json and FILE.truth.json";

    CaptureOptions {
        requireNonNull(output, "output");
        within("--bytes", bytes, 24, Long.MAX_VALUE);
        within("--packets", packets, 1, Long.MAX_VALUE);
        within("--pods", pods, 10, 10_000);
        within("--edges", edges, 1, 1_000_000);
        within("--connections", connections, 1, 10_000_000);
        within("--packet-size", packetSize, 0, 1514);
        within("--vxlan", vxlanPercent, 0, 100);
        within("--ipv6", ipv6Percent, 0, 100);
    }

    private static void within(String option, long value, long from, long to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(option + " " + value + " is not within " + from + ".." + to);
        }
    }

    /** The options of a command line. */
    static CaptureOptions parse(List<String> words) {
        String output = "";
        long bytes = Long.MAX_VALUE;
        long packets = Long.MAX_VALUE;
        long seed = 1;
        int pods = 500;
        int edges = 3_000;
        int connections = 3_000;
        int packetSize = 0;
        int vxlan = 40;
        int ipv6 = 5;
        boolean nanoseconds = false;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--bytes" -> bytes = number(words, ++i);
                case "--packets" -> packets = number(words, ++i);
                case "--seed" -> seed = number(words, ++i);
                case "--pods" -> pods = (int) number(words, ++i);
                case "--edges" -> edges = (int) number(words, ++i);
                case "--connections" -> connections = (int) number(words, ++i);
                case "--packet-size" -> packetSize = (int) number(words, ++i);
                case "--vxlan" -> vxlan = (int) number(words, ++i);
                case "--ipv6" -> ipv6 = (int) number(words, ++i);
                case "--nanoseconds" -> nanoseconds = true;
                default -> {
                    if (words.get(i).startsWith("-") || !output.isEmpty()) {
                        throw new IllegalArgumentException("unknown option " + words.get(i));
                    }
                    output = words.get(i);
                }
            }
        }
        if (output.isEmpty() || (bytes == Long.MAX_VALUE && packets == Long.MAX_VALUE)) {
            throw new IllegalArgumentException("a file, and its --bytes or --packets are needed");
        }
        return new CaptureOptions(
                Path.of(output), bytes, packets, seed, pods, edges, connections, packetSize, vxlan, ipv6, nanoseconds);
    }

    private static long number(List<String> words, int index) {
        if (index == words.size()) {
            throw new IllegalArgumentException(words.get(index - 1) + " needs a number");
        }
        return Long.parseLong(words.get(index));
    }
}
