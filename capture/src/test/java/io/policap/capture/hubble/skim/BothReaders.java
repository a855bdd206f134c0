package io.policap.capture.hubble.skim;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.json.CollectedFlows;
import io.policap.capture.hubble.json.HubbleJsonReader;
import io.policap.capture.hubble.json.HubbleJsonReader.Counts;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.Flow;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The strict reader and the fast one over the same bytes. */
final class BothReaders {
    private static final String NAME = "flows.jsonl";

    private BothReaders() {}

    /** Everything that a reader delivers, in the order in which it delivers it. */
    private record Delivered(
            Counts counts,
            List<Flow> flows,
            Map<SkipReason, Long> skips,
            List<BlindSpot> blindSpots,
            List<String> sockets,
            List<Issue> issues,
            SortedMap<IssueCode, Long> issueCounts) {}

    private static Delivered strict(byte[] content, int maxEventBytes) {
        CollectedFlows read = CollectedFlows.of(NAME, new ByteArrayInputStream(content), maxEventBytes);
        return new Delivered(
                read.counts,
                read.flows,
                read.skips,
                read.blindSpots,
                read.sockets.stream().sorted().toList(),
                read.issues.list(),
                read.issues.counts());
    }

    private static Delivered fast(byte[] content, int maxEventBytes, boolean ahead, int piece) {
        Issues issues = new Issues();
        HubbleLogReader<CollectedFlows> reader =
                new HubbleLogReader<>(NAME, CollectedFlows::new, issues, maxEventBytes, 1);
        try {
            Counts counts = reader.read(
                    ofStream -> new ByteArrayInputStream(content) {
                        @Override
                        public int read(byte[] into, int offset, int length) {
                            return super.read(into, offset, Math.min(length, piece));
                        }
                    },
                    ahead);
            return delivered(reader, counts, issues);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Delivered delivered(HubbleLogReader<CollectedFlows> reader, Counts counts, Issues issues) {
        List<Flow> flows = new ArrayList<>();
        Map<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
        List<BlindSpot> blindSpots = new ArrayList<>();
        List<String> sockets = new ArrayList<>();
        for (CollectedFlows sink : reader.sinks()) {
            flows.addAll(sink.flows);
            sink.skips.forEach((reason, count) -> skips.merge(reason, count, Long::sum));
            blindSpots.addAll(sink.blindSpots);
            sockets.addAll(sink.sockets);
        }
        sockets.sort(null);
        return new Delivered(counts, flows, skips, blindSpots, sockets, issues.list(), issues.counts());
    }

    /** Reads a stream with both; everything has to be equal, places and order included. */
    static void assertSame(byte[] content) {
        assertSame(content, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES, Integer.MAX_VALUE);
    }

    /**
     * Reads a stream with both.
     *
     * @param piece bytes that the stream gives at a time
     */
    static void assertSame(byte[] content, int maxEventBytes, int piece) {
        Delivered expected = strict(content, maxEventBytes);
        assertThat(fast(content, maxEventBytes, false, piece)).isEqualTo(expected);
    }

    /** Reads a stream with both, the fast one with a thread that reads ahead. */
    static void assertSameAhead(byte[] content, int piece) {
        Delivered expected = strict(content, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES);
        assertThat(fast(content, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES, true, piece))
                .isEqualTo(expected);
    }

    /** A file in a directory, and threads to read it with. */
    static final class ChunkedReading implements AutoCloseable {
        private final Path file;
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        ChunkedReading(Path directory) {
            this.file = directory.resolve(NAME);
        }

        /** Reads a file in chunks with several threads; only the order and the places of flows may differ. */
        void assertSame(byte[] content, long chunkBytes, int threads) throws IOException {
            Delivered expected = strict(content, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES);
            Files.write(file, content);
            Issues issues = new Issues();
            HubbleLogReader<CollectedFlows> reader = new HubbleLogReader<>(
                    NAME, CollectedFlows::new, issues, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES, chunkBytes);
            Counts counts = reader.read(file, content.length, ofFile -> Files.newInputStream(file), pool, threads);
            Delivered read = delivered(reader, counts, issues);
            assertThat(read.counts).isEqualTo(expected.counts);
            assertThat(read.issues).isEqualTo(expected.issues);
            assertThat(read.issueCounts).isEqualTo(expected.issueCounts);
            assertThat(read.skips).isEqualTo(expected.skips);
            assertThat(sorted(read.blindSpots)).isEqualTo(sorted(expected.blindSpots));
            assertThat(counted(read.flows)).isEqualTo(counted(expected.flows));
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    private static List<BlindSpot> sorted(List<BlindSpot> spots) {
        return spots.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private static Map<Flow, Integer> counted(List<Flow> flows) {
        CollectedFlows without = new CollectedFlows();
        without.flows.addAll(flows);
        Map<Flow, Integer> counts = new HashMap<>();
        without.flowsWithoutPlace().forEach(flow -> counts.merge(flow, 1, Integer::sum));
        return counts;
    }
}
