package io.policap.bench.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes frames as records of a little-endian pcap file (draft-ietf-opsawg-pcap), one at a time. */
final class FrameWriter implements AutoCloseable {
    private static final int RECORD_HEADER = 16;
    private static final int SNAP_LENGTH = 262_144;
    private static final int ETHERNET = 1;
    private static final int LARGEST_FRAME = 2_048;
    private static final long START = 1_760_000_000_000_000_000L;

    private final OutputStream out;
    private final boolean nanoseconds;
    private final SeededRandom random;
    private final byte[] pending = new byte[1 << 20];
    private final ByteBuffer buffer = ByteBuffer.wrap(pending);
    private final ByteBuffer header = ByteBuffer.wrap(pending).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] filler = new byte[1 << 16];
    private int record;
    private long time = START;
    private long bytes;
    private long packets;

    FrameWriter(OutputStream out, boolean nanoseconds, SeededRandom random) {
        this.out = out;
        this.nanoseconds = nanoseconds;
        this.random = random;
        for (int i = 0; i < filler.length; i++) {
            filler[i] = (byte) random.next();
        }
        header.putInt(0, nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4)
                .putShort(4, (short) 2)
                .putShort(6, (short) 4)
                .putInt(16, SNAP_LENGTH)
                .putInt(20, ETHERNET);
        record = 24;
        bytes = 24;
    }

    long bytes() {
        return bytes;
    }

    long packets() {
        return packets;
    }

    /** Milliseconds, as hosts put them into TCP's time stamps. */
    int clock() {
        return (int) (time / 1_000_000);
    }

    /** Begins a frame; what follows appends to it. */
    ByteBuffer begin() throws IOException {
        if (pending.length - record < RECORD_HEADER + LARGEST_FRAME) {
            out.write(pending, 0, record);
            record = 0;
        }
        return buffer.position(record + RECORD_HEADER);
    }

    void ethernet(long destination, long source, boolean ipv6) {
        buffer.putShort((short) (destination >>> 32)).putInt((int) destination);
        buffer.putShort((short) (source >>> 32)).putInt((int) source);
        buffer.putShort((short) (ipv6 ? 0x86DD : 0x0800));
    }

    void ipv4(int source, int destination, int protocol, int id, int payload) {
        int at = buffer.position();
        buffer.putInt(0x4500_0000 | (20 + payload))
                .putShort((short) id)
                .putShort((short) 0x4000)
                .put((byte) 63)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source)
                .putInt(destination);
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += buffer.getShort(at + i) & 0xFFFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        buffer.putShort(at + 10, (short) ~sum);
    }

    void ipv6(Pod source, Pod destination, int protocol, int payload) {
        buffer.putInt(0x6000_0000)
                .putShort((short) payload)
                .put((byte) protocol)
                .put((byte) 63)
                .putLong(source.ipv6High())
                .putLong(source.ipv6Low())
                .putLong(destination.ipv6High())
                .putLong(destination.ipv6Low());
    }

    void udp(int source, int destination, int payload) {
        buffer.putShort((short) source)
                .putShort((short) destination)
                .putShort((short) (8 + payload))
                .putShort((short) 0);
    }

    /** Payload that means nothing. */
    void fill(int length) {
        buffer.put(filler, random.below(filler.length - 2_048), length);
    }

    /** Ends the frame that was begun. */
    void end() {
        time += 1_000 + random.below(70_000);
        int length = buffer.position() - record - RECORD_HEADER;
        long fraction = time % 1_000_000_000L;
        header.putInt(record, (int) (time / 1_000_000_000L))
                .putInt(record + 4, (int) (nanoseconds ? fraction : fraction / 1_000))
                .putInt(record + 8, length)
                .putInt(record + 12, length);
        record += RECORD_HEADER + length;
        bytes += RECORD_HEADER + length;
        packets++;
    }

    @Override
    public void close() throws IOException {
        out.write(pending, 0, record);
        out.close();
    }
}
