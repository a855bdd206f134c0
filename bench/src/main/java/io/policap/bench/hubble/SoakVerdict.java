package io.policap.bench.hubble;

import io.policap.bench.generator.EdgeTruth;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.SkipReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline says beside what was true. A flow whose time lies in a blind spot of its node may be missing; every
 * other one must have been counted exactly once.
 */
final class SoakVerdict {
    private final SortedMap<SeenEdge, long[]> expected = new TreeMap<>();
    private final SortedMap<SeenEdge, Long> learned;
    private final BaselineSnapshot baseline;
    private final List<String> wrong = new ArrayList<>();
    private long flows;
    private long hidden;
    private int exact;
    private int within;
    private int unseen;

    SoakVerdict(List<SoakNode> nodes, BaselineSnapshot baseline) {
        this.baseline = baseline;
        this.learned = LearnedEdges.of(baseline);
        for (SoakNode node : nodes) {
            expect(node, new Intervals(spotsOf(node.name())));
        }
        expected.forEach(this::judge);
        learned.forEach((key, count) -> {
            if (!expected.containsKey(key)) {
                wrong.add(key + ": " + count + " flows of an edge that there is not");
            }
        });
        if (flows - read() > hidden) {
            wrong.add((flows - read()) + " flows are missing, but blind spots hide no more than " + hidden);
        }
    }

    private List<BlindSpot> spotsOf(String node) {
        return baseline.blindSpots().stream()
                .filter(spot -> spot.node().isEmpty() || spot.node().equals(node))
                .toList();
    }

    /** An agent keeps its newest flow for itself, so that one is not expected. */
    private void expect(SoakNode node, Intervals hiding) {
        long end = node.ring().end() - 1;
        for (long number = 0; number < end; number++) {
            boolean isHidden = hiding.contain(node.pool().nanos(number));
            flows++;
            hidden += isHidden ? 1 : 0;
            EdgeTruth.Key key = node.edge(number).orElse(null);
            if (key != null) {
                expected.computeIfAbsent(new SeenEdge(key, node.name()), any -> new long[2])[isHidden ? 1 : 0]++;
            }
        }
    }

    private void judge(SeenEdge key, long[] counts) {
        long count = learned.getOrDefault(key, 0L);
        if (count < counts[0] || count > counts[0] + counts[1]) {
            wrong.add(key + ": " + count + " flows learned, true are " + counts[0] + " outside of blind spots and "
                    + counts[1] + " inside");
        } else if (counts[1] == 0) {
            exact++;
        } else if (counts[0] + counts[1] == count) {
            exact++;
        } else if (count == 0) {
            unseen++;
        } else {
            within++;
        }
    }

    /** Flows in the baseline; beside them there are what the relay says of its nodes, and losses. */
    private long read() {
        return baseline.books().read() - baseline.books().skipped().getOrDefault(SkipReason.NOT_A_FLOW, 0L);
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    /** The first edges that are wrong. */
    List<String> wrong() {
        return wrong.stream().limit(20).toList();
    }

    /** The rows of a table in Markdown. */
    String table() {
        long read = read();
        return row("flows", flows)
                + row("of them in a blind spot of their node", hidden)
                + row("flows in the baseline", read)
                + row("flows missing, all in blind spots if nothing is wrong", flows - read)
                + row("blind spots", baseline.blindSpots().size())
                + row("edges, counted for each node that saw them", expected.size())
                + row("edges with exactly the true number of flows", exact)
                + row("edges with fewer, by no more than blind spots hide", within)
                + row("edges of which everything was hidden", unseen)
                + row("edges that are wrong", wrong.size());
    }

    private static String row(String name, long number) {
        return String.format(Locale.ROOT, "| %s | %,d |%n", name, number);
    }

    /** Blind spots as sorted, joined intervals of nanoseconds since 1970, both ends included. */
    private static final class Intervals {
        private final TreeMap<Long, Long> byBegin = new TreeMap<>();

        Intervals(List<BlindSpot> spots) {
            spots.stream()
                    .map(spot -> new long[] {nanos(spot.from()), nanos(spot.to())})
                    .sorted((a, b) -> Long.compare(a[0], b[0]))
                    .forEach(spot -> {
                        var before = byBegin.lastEntry();
                        if (before != null && before.getValue() >= spot[0]) {
                            byBegin.put(before.getKey(), Math.max(before.getValue(), spot[1]));
                        } else {
                            byBegin.put(spot[0], spot[1]);
                        }
                    });
        }

        boolean contain(long nanos) {
            var interval = byBegin.floorEntry(nanos);
            return interval != null && interval.getValue() >= nanos;
        }

        private static long nanos(Instant time) {
            if (time.equals(Instant.MIN)) {
                return Long.MIN_VALUE;
            }
            return time.equals(Instant.MAX) ? Long.MAX_VALUE : time.getEpochSecond() * 1_000_000_000L + time.getNano();
        }
    }
}
