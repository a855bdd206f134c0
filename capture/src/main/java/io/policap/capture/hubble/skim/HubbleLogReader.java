package io.policap.capture.hubble.skim;

import static java.util.Objects.requireNonNull;

import io.policap.capture.hubble.event.Places;
import io.policap.capture.hubble.json.HubbleJsonReader;
import io.policap.capture.hubble.json.HubbleJsonReader.Counts;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Reads Hubble's JSON lines as {@link HubbleJsonReader} does, many times faster where they are in the form in which Hubble
 * writes them: files on several threads, streams while another thread decompresses them.
 *
 * <p>What is delivered, counted and told as an issue is the same, with two exceptions: flows that are read by several
 * threads come in any order, and their place is the file without a line. One instance per source, for one thread.
 *
 * @param <S> what it delivers to; each thread has its own
 */
public final class HubbleLogReader<S extends FlowSink> {
    /** Bytes of a file that a thread reads at a time. */
    private static final long CHUNK = 2 << 20;

    private final String source;
    private final Supplier<S> makeSink;
    private final Issues issues;
    private final int maxEventBytes;
    private final long chunkBytes;
    private List<S> sinks = List.of();

    /**
     * A reader of one source.
     *
     * @param source the file as the user named it, for places
     * @param makeSink makes an empty sink; may be called by any thread
     */
    public HubbleLogReader(String source, Supplier<S> makeSink, Issues issues) {
        this(source, makeSink, issues, HubbleJsonReader.DEFAULT_MAX_EVENT_BYTES, CHUNK);
    }

    HubbleLogReader(String source, Supplier<S> makeSink, Issues issues, int maxEventBytes, long chunkBytes) {
        this.source = requireNonNull(source, "source");
        this.makeSink = requireNonNull(makeSink, "makeSink");
        this.issues = requireNonNull(issues, "issues");
        this.maxEventBytes = maxEventBytes;
        this.chunkBytes = chunkBytes;
    }

    /** Opens the content of the source from its beginning. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it; issues are for the thread that reads. */
        InputStream open(Issues issues) throws IOException;
    }

    /** What was delivered to, together everything that was read; also after a failure. */
    public List<S> sinks() {
        return sinks;
    }

    /**
     * Reads a regular file without compression, with as many threads as it is worth.
     *
     * @param size its size in bytes
     * @param whole opens it, where it has to be read in one piece
     * @param helpers runs what the other threads do, or does not: this one waits only for what was begun
     * @throws IOException when it cannot be read; what came before was delivered
     */
    public Counts read(Path file, long size, Opener whole, Executor helpers, int threads) throws IOException {
        int useful = (int) Math.max(1, Math.min(threads, size / chunkBytes));
        List<Lane<S>> lanes = List.of();
        try {
            lanes = new ChunkedFile<>(file, size, source, makeSink, maxEventBytes, chunkBytes).read(helpers, useful);
        } catch (IOException unreadable) {
            // Opening it again tells it in the words for every file.
        }
        if (lanes.isEmpty()) {
            return read(whole, threads > 1);
        }
        List<S> filled = new ArrayList<>();
        long events = 0;
        long flows = 0;
        for (Lane<S> lane : lanes) {
            filled.add(lane.sink);
            issues.addAll(lane.issues);
            events += lane.events();
            flows += lane.flows();
        }
        sinks = filled;
        return new Counts(events, flows, events - flows);
    }

    /**
     * Reads a stream to its end.
     *
     * @param ahead whether another thread reads, and decompresses, while this one parses
     * @throws IOException when the stream fails; what came before was delivered
     */
    public Counts read(Opener whole, boolean ahead) throws IOException {
        Issues ofStream = new Issues();
        try (InputStream in = whole.open(ofStream)) {
            if (!ahead) {
                return read(in::read);
            }
            try (ReadAhead pieces = new ReadAhead(in)) {
                return read(pieces);
            }
        } finally {
            issues.addAll(ofStream);
        }
    }

    private Counts read(LineWindow.Feed bytes) throws IOException {
        Lane<S> lane = new Lane<>(makeSink.get(), Places.exact(source), maxEventBytes);
        sinks = List.of(lane.sink);
        lane.window().restart(bytes, 0);
        try {
            lane.read(1, false, Long.MAX_VALUE, () -> true);
        } finally {
            lane.mapping.end();
            issues.addAll(lane.issues);
        }
        if (lane.endedInArray()) {
            issues.add(IssueCode.TRUNCATED_FILE, source, "the JSON array has no end; what is there was read");
        }
        return new Counts(lane.events(), lane.flows(), lane.events() - lane.flows());
    }
}
