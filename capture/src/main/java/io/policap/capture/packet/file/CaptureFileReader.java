package io.policap.capture.packet.file;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads capture files: pcap in all its forms, pcapng, snoop, recognised by their magic numbers.
 *
 * <p>Damaged and cut files give everything up to the damage, and what follows it where that is provable; the rest becomes
 * issues and skips. Bad input never throws. Nothing is allocated for a packet.
 */
public final class CaptureFileReader {
    private CaptureFileReader() {}

    /**
     * Reads a file from its beginning to its end.
     *
     * @param bytes the file's content without compression; stays open
     * @param name the file as the user named it, for messages
     * @throws IOException when the file itself cannot be read on; what came before was delivered
     */
    public static CaptureFacts read(ByteWindow bytes, PacketSink sink, String name, Issues issues) throws IOException {
        return read(bytes, sink, name, issues, Long.MAX_VALUE);
    }

    /** Reads up to so many packets. */
    static CaptureFacts read(ByteWindow bytes, PacketSink sink, String name, Issues issues, long atMost)
            throws IOException {
        requireNonNull(sink, "sink");
        if (!bytes.need(bytes.start(), 4)) {
            return cutHeader(new DamageReport(name, "record", issues), sink);
        }
        ByteBuffer data = bytes.data();
        int magic = data.getInt(bytes.start());
        DamageReport damage = new DamageReport(name, magic == BlockType.SECTION ? "block" : "record", issues);
        try {
            if (magic == BlockType.SECTION) {
                return new PcapngReader(bytes, sink, damage).read(atMost);
            }
            if (magic == SnoopReader.MAGIC) {
                return new SnoopReader(bytes, sink, damage).read(atMost);
            }
            if (PcapHeader.isMagic(magic)) {
                return pcap(bytes, sink, damage, atMost);
            }
        } finally {
            damage.finish();
        }
        damage.unknown("does not begin like a pcap, pcapng or snoop file");
        return new CaptureFacts(CaptureFormat.UNKNOWN, 0, 0, false);
    }

    private static CaptureFacts pcap(ByteWindow bytes, PacketSink sink, DamageReport damage, long atMost)
            throws IOException {
        if (!bytes.need(bytes.start(), PcapHeader.BYTES)) {
            return cutHeader(damage, sink);
        }
        PcapHeader header = PcapHeader.read(bytes.data(), bytes.start());
        if (header.major() != 2) {
            damage.unknown("is a pcap file of version " + header.major() + "; only version 2 is read, convert it");
            return new CaptureFacts(header.format(), 0, 0, false);
        }
        return new PcapReader(bytes, header, sink, damage).read(atMost);
    }

    private static CaptureFacts cutHeader(DamageReport damage, PacketSink sink) {
        damage.cutHeader();
        sink.skip(SkipReason.MALFORMED, 1);
        return new CaptureFacts(CaptureFormat.UNKNOWN, 0, 1, false);
    }
}
