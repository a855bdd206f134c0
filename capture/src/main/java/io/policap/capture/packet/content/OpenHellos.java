package io.policap.capture.packet.content;

/**
 * Streams whose TLS hello goes on in later segments: a bounded table in which a newer stream takes the place of an older
 * one, which then loses its name.
 */
final class OpenHellos {
    private static final int PLACES = 1 << 10;

    /** 0 where there is none; a stream that is 0 counts as 1. */
    private final long[] flows = new long[PLACES];

    /** Up to which number the stream was seen, and where the hello ends. */
    private final int[] seen = new int[PLACES];

    private final int[] ends = new int[PLACES];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long flow, int to, int end) {
        int place = place(flow);
        size += flows[place] == 0 ? 1 : 0;
        flows[place] = key(flow);
        seen[place] = to;
        ends[place] = end;
    }

    /** Whether a segment goes on with a hello; then it is taken note of. */
    boolean take(long flow, int sequence, int payload) {
        int place = place(flow);
        if (flows[place] != key(flow) || sequence - ends[place] >= 0) {
            return false;
        }
        int to = sequence + payload;
        if (sequence - seen[place] <= 0 && to - seen[place] > 0) {
            seen[place] = to;
        }
        if (seen[place] - ends[place] >= 0) {
            flows[place] = 0;
            size--;
        }
        return true;
    }

    private static int place(long flow) {
        return (int) flow & (PLACES - 1);
    }

    private static long key(long flow) {
        return flow == 0 ? 1 : flow;
    }
}
