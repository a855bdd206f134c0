package io.policap.capture.packet.join;

import io.policap.capture.packet.connection.Leg;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how far the clocks of nodes are apart, from connections that captures of two nodes saw.
 *
 * <p>A request passes one node before the other, its answer the other before the one: half of the sum of both
 * differences is free of the time on the way, where both ways take as long (as NTP does it, RFC 5905, 8). Not safe for
 * several threads.
 */
public final class ClockSkews {
    /** Measurements kept of a pair of nodes; later ones are counted only. */
    static final int KEPT = 10_000;

    /** From when on a skew is worth telling: a second. */
    private static final long LARGE = 1_000_000_000L;

    private final Map<Pair, Samples> pairs = new TreeMap<>();

    private record Pair(String nodeA, String nodeB) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byA = nodeA.compareTo(other.nodeA);
            return byA != 0 ? byA : nodeB.compareTo(other.nodeB);
        }
    }

    private static final class Samples {
        long[] offsets = new long[16];
        int kept;
        long connections;

        void add(long offset) {
            connections++;
            if (kept == KEPT) {
                return;
            }
            if (kept == offsets.length) {
                offsets = Arrays.copyOf(offsets, Math.min(KEPT, kept * 2));
            }
            offsets[kept++] = offset;
        }

        ClockSkew skew(Pair pair) {
            long[] sorted = Arrays.copyOf(offsets, kept);
            long offset = median(sorted);
            for (int i = 0; i < kept; i++) {
                sorted[i] = Math.abs(sorted[i] - offset);
            }
            return new ClockSkew(pair.nodeA, pair.nodeB, connections, offset, median(sorted));
        }

        private static long median(long[] values) {
            Arrays.sort(values);
            int middle = values.length / 2;
            return values.length % 2 == 1
                    ? values[middle]
                    : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
        }
    }

    /** Measures on one TCP connection: the legs of it, before and after NAT, that all captures saw, in order. */
    void measure(List<Leg> legs, CaptureNames names) {
        TreeMap<String, Leg> byNode = new TreeMap<>();
        for (Leg leg : legs) {
            String node = names.node(leg.capture());
            boolean both = leg.protocol() == Protocol.TCP
                    && leg.requestTime() != 0
                    && leg.answerTime() != 0
                    && leg.answerTime() >= leg.requestTime();
            if (both && !node.isEmpty()) {
                byNode.putIfAbsent(node, leg);
            }
        }
        if (byNode.size() < 2) {
            return;
        }
        byNode.forEach((nodeA, atA) -> byNode.tailMap(nodeA, false).forEach((nodeB, atB) -> {
            long offset = ((atB.requestTime() - atA.requestTime()) + (atB.answerTime() - atA.answerTime())) / 2;
            pairs.computeIfAbsent(new Pair(nodeA, nodeB), pair -> new Samples()).add(offset);
        }));
    }

    /** The pairs of nodes that were measured, sorted. */
    List<ClockSkew> list() {
        List<ClockSkew> skews = new ArrayList<>();
        pairs.forEach((pair, samples) -> skews.add(samples.skew(pair)));
        return List.copyOf(skews);
    }

    /** Tells of clocks that are more than a second apart. */
    public static void report(List<ClockSkew> skews, Issues issues) {
        for (ClockSkew skew : skews) {
            if (Math.abs(skew.offset()) > LARGE) {
                issues.add(
                        IssueCode.CLOCK_SKEW,
                        skew.nodeA() + " and " + skew.nodeB(),
                        String.format(
                                Locale.ROOT,
                                "the clock of node %s is %.1f s %s that of %s, measured on %d connections; set the"
                                        + " clocks (NTP): addresses that change owners are attributed by time",
                                skew.nodeB(),
                                Math.abs(skew.offset()) / 1e9,
                                skew.offset() > 0 ? "ahead of" : "behind",
                                skew.nodeA(),
                                skew.connections()));
            }
        }
    }
}
