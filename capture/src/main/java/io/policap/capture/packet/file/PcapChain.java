package io.policap.capture.packet.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Tells a record of a pcap file from what only looks like one: by the records that follow where it ends.
 *
 * <p>One header proves nothing, as packets hold anything, even pcap files. Some in a row, each with possible lengths and
 * a time near the last good one, or up to the very end of the file, do.
 */
final class PcapChain {
    /** Bytes of a record's data that writers keep at most, whatever the snapshot length says (libpcap). */
    static final int USUAL_MOST = 1 << 18;

    private static final int PROOF = 4;
    private static final long NEAR = 86_400_000_000_000L;
    private static final int LOOK_AHEAD = PROOF * (USUAL_MOST + 24);

    private final ByteWindow window;
    private final PcapHeader header;
    private final int most;

    /**
     * A chain finder for one file.
     *
     * @param most bytes that the file's header allows for a record's data
     */
    PcapChain(ByteWindow window, PcapHeader header, int most) {
        this.window = window;
        this.header = header;
        this.most = Math.min(most, USUAL_MOST);
    }

    /**
     * Whether records follow a doubtful one, or the file ends there. What follows may be doubtful as well, as some
     * writers get every record wrong in the same way.
     *
     * @param at where the doubtful record begins; it becomes the window's start
     * @param bytes its length with its header
     */
    boolean follows(int at, int bytes) throws IOException {
        window.need(at, bytes + LOOK_AHEAD);
        int next = window.start() + bytes;
        return next <= window.end() && proven(next, -1, false, 0);
    }

    /**
     * Finds the next record that is proven and moves the window there.
     *
     * @param near the time of the last good record, or -1 without one
     * @return false where there is none up to the end of the file
     */
    boolean find(int from, long near) throws IOException {
        int at = from;
        while (true) {
            if (window.end() - at < LOOK_AHEAD && !window.exhausted()) {
                window.need(at, 2 * LOOK_AHEAD);
                at = window.start();
            }
            if (window.end() - at < header.recordHeader()) {
                window.need(at, 0);
                return false;
            }
            if (plausible(at, near, true) && proven(at, near < 0 ? time(window.data(), at) : near, true, 1)) {
                window.need(at, 0);
                return true;
            }
            at++;
        }
    }

    private boolean proven(int first, long near, boolean strict, int fewestToEnd) {
        int at = first;
        int end = window.end();
        for (int records = 0; records < PROOF; records++) {
            if (end - at < header.recordHeader()) {
                return strict ? at == end && records >= fewestToEnd : records >= fewestToEnd;
            }
            if (!plausible(at, near, strict)) {
                return false;
            }
            int next = at + header.recordHeader() + captured(at);
            if (next > end) {
                return !strict;
            }
            at = next;
        }
        return true;
    }

    private boolean plausible(int at, long near, boolean strict) {
        ByteBuffer data = window.data();
        int captured = captured(at);
        int original = original(at);
        boolean lengths = strict
                ? captured > 0 && captured <= most && original >= captured
                : captured >= 0 && captured <= USUAL_MOST && (captured > 0 || original > 0);
        if (!lengths) {
            return false;
        }
        long fraction = (ordered(data, at + 4) & 0xFFFF_FFFFL) * header.nanos();
        return fraction < 1_000_000_000L && (near < 0 || Math.abs(time(data, at) - near) <= NEAR);
    }

    private int captured(int at) {
        int first = ordered(window.data(), at + 8);
        int second = ordered(window.data(), at + 12);
        return header.mixedLengths() ? Math.min(first, second) : first;
    }

    private int original(int at) {
        int first = ordered(window.data(), at + 8);
        int second = ordered(window.data(), at + 12);
        return header.mixedLengths() ? Math.max(first, second) : second;
    }

    private long time(ByteBuffer data, int at) {
        return (ordered(data, at) & 0xFFFF_FFFFL) * 1_000_000_000L
                + (ordered(data, at + 4) & 0xFFFF_FFFFL) * header.nanos();
    }

    private int ordered(ByteBuffer data, int at) {
        int value = data.getInt(at);
        return header.swapped() ? Integer.reverseBytes(value) : value;
    }
}
