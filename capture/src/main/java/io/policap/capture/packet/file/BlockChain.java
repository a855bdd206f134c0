package io.policap.capture.packet.file;

import java.io.IOException;

/**
 * Tells a block of a pcapng file from what only looks like one: each block says its length at both ends, and several
 * that follow one another, or up to the very end of the file, do not come about by chance. As packets may hold pcapng
 * files, the times of packets in the chain also have to be near the last good one.
 */
final class BlockChain {
    private static final int PROOF = 4;
    /** Bytes of a block in a chain at most; larger ones are read, but prove nothing. */
    private static final int MOST = 1 << 18;

    private static final int LOOK_AHEAD = PROOF * MOST;

    private static final long NEAR = 86_400_000_000_000L;

    private final ByteWindow window;
    private final SectionInterfaces interfaces;

    BlockChain(ByteWindow window, SectionInterfaces interfaces) {
        this.window = window;
        this.interfaces = interfaces;
    }

    /**
     * Whether blocks follow one of so many bytes at the window's start, or the file ends with it. These may be doubtful
     * as well, as some writers get every block wrong in the same way, but they have to be of types that are known.
     */
    boolean follows(int bytes, boolean swapped) throws IOException {
        window.need(window.start(), bytes + LOOK_AHEAD);
        int next = window.start() + bytes;
        return next <= window.end() && proven(next, swapped, 0, false, 0);
    }

    /**
     * Finds the next block that is proven and moves the window there; false where there is none.
     *
     * @param near the time of the last good packet, 0 without one
     */
    boolean find(int from, boolean swapped, long near) throws IOException {
        int at = from;
        while (true) {
            if (window.end() - at < LOOK_AHEAD && !window.exhausted()) {
                window.need(at, 2 * LOOK_AHEAD);
                at = window.start();
            }
            if (window.end() - at < 12) {
                window.need(at, 0);
                return false;
            }
            if (proven(at, swapped, near, true, 1)) {
                window.need(at, 0);
                return true;
            }
            at++;
        }
    }

    private boolean proven(int first, boolean swappedBefore, long near, boolean strict, int fewestToEnd) {
        boolean sameSection = true;
        boolean swapped = swappedBefore;
        int at = first;
        int end = window.end();
        for (int blocks = 0; blocks < PROOF; blocks++) {
            if (at == end) {
                return blocks >= fewestToEnd;
            }
            if (end - at < 12) {
                return false;
            }
            int type = ordered(at, swapped);
            if (type == BlockType.SECTION) {
                int magic = window.data().getInt(at + 8);
                if (magic != BlockType.BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BlockType.BYTE_ORDER_MAGIC) {
                    return false;
                }
                swapped = magic != BlockType.BYTE_ORDER_MAGIC;
                sameSection = false;
            }
            int length = ordered(at + 4, swapped);
            if (length < BlockType.fewestBytes(type)
                    || length > MOST
                    || (length & 3) != 0
                    || length > end - at
                    || !(strict ? ordered(at + length - 4, swapped) == length : BlockType.isKnown(type))) {
                return false;
            }
            if (type == BlockType.ENHANCED_PACKET && sameSection && near != 0 && !isNear(at, swapped, near)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private boolean isNear(int at, boolean swapped, long near) {
        int local = ordered(at + 8, swapped);
        if (!interfaces.has(local)) {
            return false;
        }
        long ticks = (long) ordered(at + 12, swapped) << 32 | ordered(at + 16, swapped) & 0xFFFF_FFFFL;
        return Math.abs(interfaces.nanos(local, ticks) - near) <= NEAR;
    }

    private int ordered(int at, boolean swapped) {
        int value = window.data().getInt(at);
        return swapped ? Integer.reverseBytes(value) : value;
    }
}
