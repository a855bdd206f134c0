package io.policap.capture.packet.file;

import io.policap.infer.flow.SkipReason;
import java.nio.ByteBuffer;

/** Takes pcapng blocks apart whose lengths are known to be right, and delivers what they hold. */
final class BlockContents {
    private static final int NAME = 2;
    private static final int RESOLUTION = 9;
    private static final int FILTER = 11;
    private static final int OFFSET = 14;
    private static final int PACKET_DROPS = 4;
    private static final int DROPPED_BY_INTERFACE = 5;
    private static final int DROPPED_BY_SYSTEM = 7;
    private static final int DROPS_UNKNOWN = 0xFFFF;
    private static final int NO_LINK_TYPE = -1;

    private final SectionInterfaces interfaces;
    private final PacketSink sink;
    private final DamageReport damage;
    private final BlockOptions options = new BlockOptions();
    private long skipped;
    private long lastTime;
    private boolean unknownVersion;

    BlockContents(SectionInterfaces interfaces, PacketSink sink, DamageReport damage) {
        this.interfaces = interfaces;
        this.sink = sink;
        this.damage = damage;
    }

    long skipped() {
        return skipped;
    }

    /** The time of the last packet, 0 before the first. */
    long lastTime() {
        return lastTime;
    }

    /** Whether the last section is of a version that is not known, so that the file cannot be read on. */
    boolean ofUnknownVersion() {
        return unknownVersion;
    }

    void skip() {
        skipped++;
        sink.skip(SkipReason.MALFORMED, 1);
    }

    /** Delivers an enhanced packet whose interface and length are known to be right. */
    void enhancedPacket(
            ByteBuffer data,
            long[] words,
            int at,
            int length,
            boolean swapped,
            int local,
            int captured,
            long block,
            long offset) {
        long time = interfaces.nanos(local, ticks(data, at + 12, swapped));
        lastTime = time;
        int packet = at + 28;
        sink.packet(
                data,
                words,
                packet,
                captured,
                original(ordered(data, at + 24, swapped), captured),
                time,
                interfaces.number(local));
        int afterData = packet + (captured + 3 & ~3);
        if (at + length - 4 - afterData >= 4) {
            packetOptions(data, afterData, at + length - 4, swapped, local, block, offset);
        }
    }

    private void packetOptions(ByteBuffer data, int from, int to, boolean swapped, int local, long block, long offset) {
        options.begin(data, swapped, from, to);
        while (options.next()) {
            if (options.code == PACKET_DROPS && options.length == 8) {
                long lost = options.unsignedLong();
                if (lost > 0) {
                    sink.dropped(interfaces.number(local), interfaces.addLost(local, lost), lastTime);
                }
            }
        }
        checkOptions(block, offset);
    }

    /**
     * Delivers what any block holds.
     *
     * @param length the block's length as it tells it; so many bytes are there
     * @param block the number of the block in the file, for messages
     * @param offset where it begins in the file, for messages
     * @return whether that was a packet
     */
    boolean block(
            ByteBuffer data, long[] words, int at, int length, boolean swapped, int type, long block, long offset) {
        if (length < BlockType.fewestBytes(type)) {
            damage.add(Fault.SHORT_BLOCK, block, offset);
            shortBlock(type);
            return false;
        }
        switch (type) {
            case BlockType.SECTION -> section(data, at, length, swapped, block, offset);
            case BlockType.INTERFACE -> describe(data, at, length, swapped, block, offset);
            case BlockType.NAME_RESOLUTION -> {
                if (!NameResolution.read(data, swapped, at + 8, at + length - 4, sink)) {
                    damage.add(Fault.NAMES_BEYOND_BLOCK, block, offset);
                }
            }
            case BlockType.INTERFACE_STATISTICS -> statistics(data, at, length, swapped, block, offset);
            case BlockType.ENHANCED_PACKET -> {
                int local = ordered(data, at + 8, swapped);
                int captured = ordered(data, at + 20, swapped);
                if (isWhole(local, captured, length - 32, block, offset)) {
                    enhancedPacket(data, words, at, length, swapped, local, captured, block, offset);
                    return true;
                }
            }
            case BlockType.PACKET -> {
                return obsoletePacket(data, at, length, swapped, block, offset);
            }
            case BlockType.SIMPLE_PACKET -> {
                return simplePacket(data, at, length, swapped, block, offset);
            }
            default -> {
                // Decryption secrets, custom blocks and others hold nothing that is wanted.
            }
        }
        return false;
    }

    private void shortBlock(int type) {
        if (BlockType.holdsPacket(type)) {
            skip();
        } else if (type == BlockType.INTERFACE && !interfaces.isFull()) {
            // The numbers of those that follow must stay right.
            declare(new CaptureInterface(NO_LINK_TYPE, 0, "", ""), TimeResolution.DEFAULT, 0);
        } else if (type == BlockType.SECTION) {
            interfaces.beginSection();
        }
    }

    private void section(ByteBuffer data, int at, int length, boolean swapped, long block, long offset) {
        int major = unsignedShort(data, at + 12, swapped);
        if (major != 1) {
            unknownVersion = true;
            damage.unknown("block " + block + " at byte " + offset + " begins a section of pcapng version " + major
                    + "; only version 1 is read, convert it");
            return;
        }
        interfaces.beginSection();
        options.begin(data, swapped, at + 24, at + length - 4);
        while (options.next()) {
            // Only whether they are sound.
        }
        checkOptions(block, offset);
    }

    private void describe(ByteBuffer data, int at, int length, boolean swapped, long block, long offset) {
        if (interfaces.isFull()) {
            damage.add(Fault.TOO_MANY_INTERFACES, block, offset);
            return;
        }
        String name = "";
        String filter = "";
        int resolution = TimeResolution.DEFAULT;
        long seconds = 0;
        options.begin(data, swapped, at + 16, at + length - 4);
        while (options.next()) {
            if (options.code == NAME) {
                name = options.text(0);
            } else if (options.code == FILTER && options.length > 1 && options.unsignedByte() == 0) {
                filter = options.text(1);
            } else if (options.code == RESOLUTION && options.length == 1) {
                resolution = options.unsignedByte();
            } else if (options.code == OFFSET && options.length == 8) {
                seconds = options.unsignedLong();
            }
        }
        checkOptions(block, offset);
        int snapLength = Math.max(0, ordered(data, at + 12, swapped));
        declare(
                new CaptureInterface(unsignedShort(data, at + 8, swapped), snapLength, name, filter),
                resolution,
                seconds);
    }

    private void declare(CaptureInterface described, int resolution, long seconds) {
        interfaces.add(described.snapLength(), new TimeResolution(resolution, seconds));
        sink.declare(described);
    }

    private void statistics(ByteBuffer data, int at, int length, boolean swapped, long block, long offset) {
        int local = ordered(data, at + 8, swapped);
        if (!interfaces.has(local)) {
            damage.add(Fault.UNKNOWN_INTERFACE, block, offset);
            return;
        }
        long lost = 0;
        boolean told = false;
        options.begin(data, swapped, at + 20, at + length - 4);
        while (options.next()) {
            boolean drops = options.code == DROPPED_BY_INTERFACE || options.code == DROPPED_BY_SYSTEM;
            if (drops && options.length == 8) {
                long more = Math.max(0, options.unsignedLong());
                lost += Math.min(more, Long.MAX_VALUE - lost);
                told = true;
            }
        }
        checkOptions(block, offset);
        if (told) {
            sink.dropped(interfaces.number(local), lost, interfaces.nanos(local, ticks(data, at + 12, swapped)));
        }
    }

    private boolean obsoletePacket(ByteBuffer data, int at, int length, boolean swapped, long block, long offset) {
        int local = unsignedShort(data, at + 8, swapped);
        int captured = ordered(data, at + 20, swapped);
        if (!isWhole(local, captured, length - 32, block, offset)) {
            return false;
        }
        lastTime = interfaces.nanos(local, ticks(data, at + 12, swapped));
        int number = interfaces.number(local);
        sink.packet(data, at + 28, captured, original(ordered(data, at + 24, swapped), captured), lastTime, number);
        int lost = unsignedShort(data, at + 10, swapped);
        if (lost != 0 && lost != DROPS_UNKNOWN) {
            sink.dropped(number, interfaces.addLost(local, lost), lastTime);
        }
        return true;
    }

    /** A simple packet has no time of its own: it gets that of the packet before it. */
    private boolean simplePacket(ByteBuffer data, int at, int length, boolean swapped, long block, long offset) {
        int told = ordered(data, at + 8, swapped);
        int original = told < 0 ? Integer.MAX_VALUE : told;
        if (!isWhole(0, 0, 0, block, offset)) {
            return false;
        }
        int snapLength = interfaces.snapLength(0);
        int kept = snapLength > 0 ? Math.min(original, snapLength) : original;
        int captured = Math.min(kept, length - 16);
        sink.packet(data, at + 12, captured, original, lastTime, interfaces.number(0));
        return true;
    }

    private boolean isWhole(int local, int captured, int room, long block, long offset) {
        if (!interfaces.has(local)) {
            damage.add(Fault.UNKNOWN_INTERFACE, block, offset);
        } else if (captured < 0 || captured > room) {
            damage.add(Fault.DATA_BEYOND_BLOCK, block, offset);
        } else {
            return true;
        }
        skip();
        return false;
    }

    private void checkOptions(long block, long offset) {
        if (options.overrun()) {
            damage.add(Fault.OPTIONS_BEYOND_BLOCK, block, offset);
        }
    }

    private static int original(int told, int captured) {
        return told < 0 ? Integer.MAX_VALUE : Math.max(told, captured);
    }

    private static long ticks(ByteBuffer data, int at, boolean swapped) {
        return (long) ordered(data, at, swapped) << 32 | ordered(data, at + 4, swapped) & 0xFFFF_FFFFL;
    }

    private static int ordered(ByteBuffer data, int at, boolean swapped) {
        int value = data.getInt(at);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    private static int unsignedShort(ByteBuffer data, int at, boolean swapped) {
        short bits = data.getShort(at);
        return (swapped ? Short.reverseBytes(bits) : bits) & 0xFFFF;
    }
}
