package io.policap.capture.packet.file;

import io.policap.capture.packet.file.CollectedPackets.Packet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes capture files for tests, record by record, right or wrong. */
final class CaptureBytes {
    static final int USEC = 0xA1B2C3D4;
    static final int NSEC = 0xA1B23C4D;
    static final int MODIFIED = 0xA1B2CD34;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private int magic;

    private CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static CaptureBytes pcap(int magic, ByteOrder order, int snapLength, int linkType) {
        CaptureBytes file = new CaptureBytes(order);
        file.magic = magic;
        file.put(file.buffer(24)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(snapLength)
                .putInt(linkType));
        return file;
    }

    /** A pcap file of the commonest kind. */
    static CaptureBytes pcap() {
        return pcap(USEC, ByteOrder.LITTLE_ENDIAN, 65535, 1);
    }

    static CaptureBytes pcapng(ByteOrder order) {
        return new CaptureBytes(order).section();
    }

    CaptureBytes packet(Packet packet) {
        return record(
                packet.time(),
                packet.bytes().remaining(),
                packet.original(),
                packet.bytes().array());
    }

    CaptureBytes packets(List<Packet> packets) {
        packets.forEach(this::packet);
        return this;
    }

    CaptureBytes record(long time, int captured, int original, byte[] bytes) {
        int unit = magic == NSEC ? 1 : 1000;
        ByteBuffer record = buffer((magic == MODIFIED ? 24 : 16) + bytes.length);
        record.putInt((int) (time / 1_000_000_000)).putInt((int) (time % 1_000_000_000 / unit));
        record.putInt(captured).putInt(original);
        if (magic == MODIFIED) {
            record.putInt(2).putShort((short) 0x0800).putShort((short) 0);
        }
        return put(record.put(bytes));
    }

    CaptureBytes section() {
        return block(
                0x0A0D0D0A,
                buffer(16)
                        .putInt(0x1A2B3C4D)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    /** An interface block with options that are given as they lie in the file. */
    CaptureBytes described(int linkType, int snapLength, byte[] options) {
        return block(
                1,
                buffer(8 + options.length)
                        .putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(snapLength)
                        .put(options));
    }

    CaptureBytes enhanced(int iface, long ticks, int original, byte[] bytes, byte[] options) {
        return enhanced(iface, ticks, bytes.length, original, bytes, options);
    }

    CaptureBytes enhanced(int iface, long ticks, int captured, int original, byte[] bytes, byte[] options) {
        return block(
                6,
                buffer(20 + padded(bytes.length) + options.length)
                        .putInt(iface)
                        .putInt((int) (ticks >>> 32))
                        .putInt((int) ticks)
                        .putInt(captured)
                        .putInt(original)
                        .put(bytes)
                        .position(20 + padded(bytes.length))
                        .put(options));
    }

    CaptureBytes block(int type, ByteBuffer body) {
        int length = 12 + body.capacity();
        return put(buffer(length).putInt(type).putInt(length).put(body.array()).putInt(length));
    }

    /** Options: for each a code and a value, which is a byte array, a text, a Byte or a Long. */
    byte[] options(Object... codesAndValues) {
        ByteArrayOutputStream options = new ByteArrayOutputStream();
        for (int i = 0; i < codesAndValues.length; i += 2) {
            byte[] value = value(codesAndValues[i + 1]);
            options.writeBytes(buffer(4)
                    .putShort(((Integer) codesAndValues[i]).shortValue())
                    .putShort((short) value.length)
                    .array());
            options.writeBytes(Arrays.copyOf(value, padded(value.length)));
        }
        options.writeBytes(new byte[4]);
        return options.toByteArray();
    }

    private byte[] value(Object value) {
        if (value instanceof Byte one) {
            return new byte[] {one};
        }
        if (value instanceof Long eight) {
            return buffer(8).putLong(eight).array();
        }
        return value instanceof byte[] bytes ? bytes : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    CaptureBytes put(ByteBuffer bytes) {
        out.writeBytes(bytes.array());
        return this;
    }

    CaptureBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
