package io.policap.capture.hubble.skim;

import io.policap.capture.hubble.event.Places;
import io.policap.infer.flow.FlowSink;
import io.policap.infer.flow.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read in chunks by several threads, each with a sink of its own.
 *
 * <p>Every chunk is read as if a line began anew at its first newline. Where that proves wrong, as in an indented file or
 * an array, all of it is to be thrown away.
 */
final class ChunkedFile<S extends FlowSink> {
    /** Where a chunk begins with more bytes without a newline, the file is not one of lines. */
    private static final long LONGEST_LINE = 1 << 16;

    private final Path file;
    private final String source;
    private final Supplier<S> sinks;
    private final int maxEventBytes;
    private final long chunkBytes;
    private final long chunks;
    private final ChunkQueue queue;
    private final List<Lane<S>> lanes = new ArrayList<>();
    private volatile @Nullable Throwable broken;

    ChunkedFile(Path file, long size, String source, Supplier<S> sinks, int maxEventBytes, long chunkBytes) {
        this.file = file;
        this.source = source;
        this.sinks = sinks;
        this.maxEventBytes = maxEventBytes;
        this.chunkBytes = chunkBytes;
        this.chunks = Math.max(1, (size + chunkBytes - 1) / chunkBytes);
        this.queue = new ChunkQueue(chunks);
    }

    /** The numbers of lines are known when the chunks before were read, so only messages ask for them. */
    private final class ChunkPlaces implements Places {
        private final Place whole = new Place(source, 0);
        private long chunk;

        @Override
        public Place ofFlow(long line) {
            return whole;
        }

        @Override
        public Place ofIssue(long line) {
            return new Place(source, queue.linesBefore(chunk) + line);
        }
    }

    /**
     * Reads the file with this thread and others.
     *
     * @return what was read, or nothing where the file has to be read in one piece
     */
    List<Lane<S>> read(Executor helpers, int threads) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = 1; i < threads; i++) {
                helpers.execute(() -> work(channel));
            }
            work(channel);
            queue.awaitAll();
        }
        if (broken != null) {
            throw new IllegalStateException("a reader failed", broken);
        }
        if (!queue.isComplete()) {
            return List.of();
        }
        for (int i = 1; i < lanes.size(); i++) {
            if (!lanes.get(0).mapping.absorb(lanes.get(i).mapping)) {
                return List.of();
            }
        }
        lanes.get(0).mapping.end();
        return lanes;
    }

    /** Reads chunks while there are any. */
    private void work(FileChannel channel) {
        long chunk = queue.take();
        if (chunk < 0) {
            return;
        }
        ChunkPlaces places = new ChunkPlaces();
        Lane<S> lane = lane(places);
        for (; chunk >= 0; chunk = queue.take()) {
            places.chunk = chunk;
            try {
                read(chunk, lane, channel);
            } catch (ChunkQueue.Abandoned | IOException e) {
                // Reading the file in one piece will tell how far it can be read.
                queue.fail();
            } catch (RuntimeException | Error e) {
                broken = e;
                queue.fail();
            } finally {
                queue.give();
            }
        }
    }

    private synchronized Lane<S> lane(Places places) {
        Lane<S> lane = new Lane<>(sinks.get(), places, maxEventBytes);
        lanes.add(lane);
        return lane;
    }

    private void read(long chunk, Lane<S> lane, FileChannel channel) throws IOException {
        LineWindow window = lane.window();
        long begin = Math.max(0, chunk * chunkBytes - 1);
        long end = chunk == chunks - 1 ? Long.MAX_VALUE : (chunk + 1) * chunkBytes;
        window.restart(new ChannelFeed(channel, begin), begin);
        if (chunk > 0 && !window.skipLine(Math.max(chunkBytes, LONGEST_LINE))) {
            if (!window.isAtEnd()) {
                queue.fail();
                return;
            }
            queue.done(chunk, window.offset(), window.offset(), 0);
            return;
        }
        long from = window.offset();
        long line = lane.read(1, chunk > 0, end, () -> window.offset() < end && !queue.isFailed());
        if (line == 0 || lane.endedInArray()) {
            queue.fail();
        } else {
            queue.done(chunk, from, window.offset(), line - 1);
        }
    }

    /** Reads a file from a position on, which other threads do not share. */
    private static final class ChannelFeed implements LineWindow.Feed {
        private final FileChannel channel;
        private long position;

        private ChannelFeed(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(into, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
