package io.policap.capture.packet.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng). One instance per file.
 *
 * <p>Decryption secrets, custom blocks and those that are not known are passed over; nothing of them is kept.
 */
final class PcapngReader {
    private static final int MOST_BLOCK = PcapReader.MOST + (1 << 16);
    private static final int ENHANCED_FIXED = 32;
    private static final int STOP = -1;
    private static final int MOVED = -2;

    private final ByteWindow window;
    private final DamageReport damage;
    private final SectionInterfaces interfaces = new SectionInterfaces();
    private final BlockChain chain;
    private final BlockContents contents;
    private boolean swapped;
    private long blocks;
    private long packets;
    private boolean whole;

    PcapngReader(ByteWindow window, PacketSink sink, DamageReport damage) {
        this.window = window;
        this.damage = damage;
        this.chain = new BlockChain(window, interfaces);
        this.contents = new BlockContents(interfaces, sink, damage);
    }

    /** Reads up to so many packets. */
    CaptureFacts read(long atMost) throws IOException {
        while (packets < atMost && run(atMost)) {
            // Each run ends where the window had to be moved, or at a block that is no enhanced packet.
        }
        return new CaptureFacts(CaptureFormat.PCAPNG, packets, contents.skipped(), whole);
    }

    /** Reads the enhanced packets that lie in the window, and one more block; returns whether there are more. */
    private boolean run(long atMost) throws IOException {
        ByteBuffer data = window.data();
        long[] words = window.words();
        int at = window.start();
        int end = window.end();
        boolean order = swapped;
        long count = packets;
        while (end - at >= ENHANCED_FIXED && count < atMost) {
            int length = ordered(data, at + 4, order);
            if (ordered(data, at, order) != BlockType.ENHANCED_PACKET
                    || length < ENHANCED_FIXED
                    || length > end - at
                    || (length & 3) != 0
                    || ordered(data, at + length - 4, order) != length) {
                break;
            }
            int captured = ordered(data, at + 20, order);
            int local = ordered(data, at + 8, order);
            if (captured < 0 || captured > length - ENHANCED_FIXED || !interfaces.has(local)) {
                break;
            }
            count++;
            blocks++;
            contents.enhancedPacket(data, words, at, length, order, local, captured, blocks, window.offset(at));
            at += length;
        }
        packets = count;
        return count < atMost && block(at);
    }

    private boolean block(int at) throws IOException {
        if (!window.need(at, 8)) {
            whole = window.start() == window.end();
            return whole ? false : cut(8);
        }
        blocks++;
        int type = ordered(window.data(), window.start(), swapped);
        if (type == BlockType.SECTION) {
            if (!window.need(window.start(), 12)) {
                return cut(12);
            }
            int magic = window.data().getInt(window.start() + 8);
            if (magic != BlockType.BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BlockType.BYTE_ORDER_MAGIC) {
                return damaged("begins a section without the magic number that tells its byte order");
            }
            swapped = magic != BlockType.BYTE_ORDER_MAGIC;
        }
        int length = ordered(window.data(), window.start() + 4, swapped);
        int span = span(length);
        if (span < 0) {
            return span == MOVED;
        }
        boolean delivered = contents.block(
                window.data(),
                window.words(),
                window.start(),
                length,
                swapped,
                type,
                blocks,
                window.offset(window.start()));
        packets += delivered ? 1 : 0;
        window.need(window.start() + span, 0);
        return !contents.ofUnknownVersion();
    }

    /** How many bytes the block at the window's start takes; or that reading goes on elsewhere, or stops. */
    private int span(int length) throws IOException {
        if (length >= 12 && length <= MOST_BLOCK) {
            int rounded = length + 3 & ~3;
            if (!window.need(window.start(), rounded)) {
                return cutOrDamaged(rounded) ? MOVED : STOP;
            }
            int start = window.start();
            ByteBuffer data = window.data();
            if (ordered(data, start + length - 4, swapped) == length) {
                return aligned(length, length);
            }
            if (ordered(data, start + rounded - 4, swapped) == length) {
                return aligned(length, rounded);
            }
            if (chain.follows(rounded, swapped)) {
                damage.add(Fault.LENGTHS_DIFFER, blocks, window.offset(window.start()));
                return rounded;
            }
        }
        return damaged("claims " + Integer.toUnsignedString(length) + " bytes, which does not lead to another block")
                ? MOVED
                : STOP;
    }

    private int aligned(int length, int span) {
        if ((length & 3) != 0) {
            damage.add(Fault.UNALIGNED, blocks, window.offset(window.start()));
        }
        return span;
    }

    private boolean damaged(String what) throws IOException {
        long offset = window.offset(window.start());
        contents.skip();
        if (chain.find(window.start() + 1, swapped, contents.lastTime())) {
            damage.add(Fault.PASSED_OVER, blocks, offset);
            return true;
        }
        damage.stopped(blocks, offset, what);
        return false;
    }

    /** A block that goes beyond the end of the file may as well have a wrong length; then blocks follow. */
    private boolean cutOrDamaged(int needed) throws IOException {
        long offset = window.offset(window.start());
        int missing = needed - (window.end() - window.start());
        contents.skip();
        if (chain.find(window.start() + 1, swapped, contents.lastTime())) {
            damage.add(Fault.PASSED_OVER, blocks, offset);
            return true;
        }
        damage.cut(blocks, offset, missing);
        return false;
    }

    private boolean cut(int needed) {
        contents.skip();
        damage.cut(blocks + 1, window.offset(window.start()), needed - (window.end() - window.start()));
        return false;
    }

    private static int ordered(ByteBuffer data, int at, boolean swapped) {
        int value = data.getInt(at);
        return swapped ? Integer.reverseBytes(value) : value;
    }
}
