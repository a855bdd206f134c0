package io.policap.capture.packet.file;

import io.policap.infer.flow.SkipReason;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads snoop files (RFC 1761), as Solaris writes them: always in network byte order. One instance per file. */
final class SnoopReader {
    /** The first four of the eight bytes that identify a file. */
    static final int MAGIC = 0x736E6F6F;

    private static final int MAGIC_REST = 0x70000000;
    private static final int VERSION = 2;
    private static final int HEADER = 16;
    private static final int RECORD = 24;

    private final ByteWindow window;
    private final PacketSink sink;
    private final DamageReport damage;
    private long packets;
    private long skipped;
    private boolean whole;
    private int drops;

    SnoopReader(ByteWindow window, PacketSink sink, DamageReport damage) {
        this.window = window;
        this.sink = sink;
        this.damage = damage;
    }

    CaptureFacts read(long atMost) throws IOException {
        if (!window.need(window.start(), HEADER)) {
            damage.unknown("is a snoop file that ends within its header; nothing was read");
            return facts();
        }
        ByteBuffer data = window.data();
        int version = data.getInt(window.start() + 8);
        if (data.getInt(window.start() + 4) != MAGIC_REST || version != VERSION) {
            damage.unknown("is a snoop file of version " + Integer.toUnsignedString(version)
                    + "; only version 2 is read, convert it to pcap");
            return facts();
        }
        int link = linkType(data.getInt(window.start() + 12));
        sink.declare(new CaptureInterface(link, 0, "", ""));
        window.need(window.start() + HEADER, 0);
        while (packets < atMost && record()) {
            // One record at a time: these files are small and rare.
        }
        return facts();
    }

    private boolean record() throws IOException {
        if (!window.need(window.start(), RECORD)) {
            whole = window.start() == window.end();
            return whole ? false : cut(RECORD);
        }
        long offset = window.offset(window.start());
        int captured = window.data().getInt(window.start() + 4);
        int length = window.data().getInt(window.start() + 8);
        if (captured < 0
                || captured > PcapReader.MOST
                || length < RECORD + captured
                || length - RECORD - captured > 255) {
            damage.stopped(
                    packets + 1,
                    offset,
                    "claims " + Integer.toUnsignedString(captured) + " captured bytes in a record of "
                            + Integer.toUnsignedString(length));
            skip();
            return false;
        }
        if (!window.need(window.start(), length)) {
            return cut(length);
        }
        ByteBuffer data = window.data();
        int start = window.start();
        int original = data.getInt(start);
        long time = data.getInt(start + 16) & 0xFFFF_FFFFL;
        time = time * 1_000_000_000L + (data.getInt(start + 20) & 0xFFFF_FFFFL) * 1000;
        packets++;
        sink.packet(
                data,
                start + RECORD,
                captured,
                original < 0 ? Integer.MAX_VALUE : Math.max(original, captured),
                time,
                0);
        int dropped = data.getInt(start + 12);
        if (dropped != drops) {
            drops = dropped;
            sink.dropped(0, dropped & 0xFFFF_FFFFL, time);
        }
        window.need(start + length, 0);
        return true;
    }

    private boolean cut(int needed) {
        damage.cut(packets + 1, window.offset(window.start()), needed - (window.end() - window.start()));
        skip();
        return false;
    }

    private void skip() {
        skipped++;
        sink.skip(SkipReason.MALFORMED, 1);
    }

    private CaptureFacts facts() {
        return new CaptureFacts(CaptureFormat.SNOOP, packets, skipped, whole);
    }

    /** The LINKTYPE_ value for a data link type of snoop; what has none becomes a number that nobody else uses. */
    private static int linkType(int snoop) {
        return switch (snoop) {
            case 0, 4 -> 1; // IEEE 802.3 and Ethernet
            case 1, 2 -> 6; // token bus and token ring, both IEEE 802
            case 5 -> 104; // HDLC
            case 8 -> 10; // FDDI
            case 16, 18 -> 122; // IP over Fibre Channel
            default -> 0x10000 | (snoop & 0xFFFF);
        };
    }
}
