package io.policap.capture.packet.payload.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the segments of one direction in order: each byte is delivered once, from its first copy that was captured.
 *
 * <p>Segments behind a gap wait, at most {@value #MOST_WAITING} of them and {@value #MOST_BYTES} bytes; then the gap counts
 * as lost.
 */
final class SegmentOrder {
    static final int MOST_WAITING = 64;
    static final int MOST_BYTES = 128 << 10;

    private static final long HIGHEST = 1L << 62;

    private record Waiting(long start, byte[] bytes, long end) {
        long knownEnd() {
            return start + bytes.length;
        }
    }

    private final ByteRuns into;
    private List<Waiting> waiting = List.of();
    private int bytesWaiting;
    private long next;

    SegmentOrder(ByteRuns into) {
        this.into = into;
    }

    /** Whether segments wait behind a gap. */
    boolean gapOpen() {
        return !waiting.isEmpty();
    }

    /** Bytes that wait behind gaps. */
    int held() {
        return bytesWaiting;
    }

    void accept(long start, byte[] bytes, int from, int captured, int wire) {
        long end = start + Math.max(captured, wire);
        if (end <= next || end == start || start > HIGHEST || start < -HIGHEST) {
            return;
        }
        if (start <= next && (waiting.isEmpty() || captured >= wire)) {
            int seen = (int) Math.min(captured, next - start);
            deliver(bytes, from + seen, from + captured);
            if (waiting.isEmpty()) {
                lose(end);
                return;
            }
        } else {
            keep(new Waiting(start, Arrays.copyOfRange(bytes, from, from + captured), end));
        }
        deliverWaiting();
        while (waiting.size() > MOST_WAITING || bytesWaiting > MOST_BYTES) {
            loseGap();
        }
    }

    /** Counts the open gaps as lost and delivers what waits behind them: nothing more will come. */
    void finish() {
        while (!waiting.isEmpty()) {
            loseGap();
        }
    }

    private void keep(Waiting segment) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>();
        }
        waiting.add(segment);
        bytesWaiting += segment.bytes.length;
    }

    private void loseGap() {
        long first = Long.MAX_VALUE;
        for (Waiting segment : waiting) {
            first = Math.min(first, segment.start);
        }
        lose(first);
        deliverWaiting();
    }

    private void deliverWaiting() {
        dropDelivered();
        while (!waiting.isEmpty()) {
            Waiting best = null;
            long cutEnd = next;
            long laterStart = Long.MAX_VALUE;
            for (Waiting segment : waiting) {
                if (segment.start > next) {
                    laterStart = Math.min(laterStart, segment.start);
                } else {
                    cutEnd = Math.max(cutEnd, segment.end);
                    if (segment.knownEnd() > next && (best == null || segment.knownEnd() > best.knownEnd())) {
                        best = segment;
                    }
                }
            }
            if (best != null) {
                deliver(best.bytes, (int) (next - best.start), best.bytes.length);
            } else if (cutEnd > next) {
                // Cut off here, but another segment may have a part of it.
                lose(Math.min(cutEnd, laterStart));
            } else {
                return;
            }
            dropDelivered();
        }
    }

    private void dropDelivered() {
        if (waiting.isEmpty()) {
            return;
        }
        int left = 0;
        bytesWaiting = 0;
        for (Waiting segment : waiting) {
            if (segment.end > next) {
                waiting.set(left++, segment);
                bytesWaiting += segment.bytes.length;
            }
        }
        waiting.subList(left, waiting.size()).clear();
        if (left == 0) {
            waiting = List.of();
        }
    }

    private void deliver(byte[] bytes, int from, int to) {
        if (from < to) {
            next += to - from;
            into.known(bytes, from, to);
        }
    }

    private void lose(long end) {
        if (end > next) {
            long lost = end - next;
            next = end;
            into.unknown(lost);
        }
    }
}
