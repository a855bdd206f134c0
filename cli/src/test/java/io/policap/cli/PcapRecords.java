package io.policap.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The whole records of a little-endian pcap file with microseconds, to be written in other forms.
 *
 * @param linkType of all of them
 * @param records in the order of the file
 */
record PcapRecords(int linkType, List<Packet> records) {
    private static final int MICROSECONDS = 0xA1B2C3D4;
    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int KUZNETZOV = 0xA1B2CD34;

    record Packet(int seconds, int micros, int original, byte[] bytes) {}

    /** Reads what is whole; a record that the end of the file cuts is left out. */
    static PcapRecords read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(0) != MICROSECONDS) {
            throw new IOException(file + " is not a pcap file of the commonest kind");
        }
        List<Packet> records = new ArrayList<>();
        in.position(24);
        while (in.remaining() >= 16 && in.remaining() - 16 >= in.getInt(in.position() + 8)) {
            int seconds = in.getInt();
            int micros = in.getInt();
            byte[] bytes = new byte[in.getInt()];
            int original = in.getInt();
            in.get(bytes);
            records.add(new Packet(seconds, micros, original, bytes));
        }
        return new PcapRecords(in.getInt(20), records);
    }

    byte[] microseconds() {
        return pcap(MICROSECONDS, ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bigEndian() {
        return pcap(MICROSECONDS, ByteOrder.BIG_ENDIAN);
    }

    byte[] nanoseconds(ByteOrder order) {
        return pcap(NANOSECONDS, order);
    }

    byte[] modified() {
        return pcap(KUZNETZOV, ByteOrder.LITTLE_ENDIAN);
    }

    /** Of Ethernet frames without tags, what follows their header, of IP only. */
    PcapRecords withoutEthernet() {
        List<Packet> bare = new ArrayList<>();
        for (Packet packet : records) {
            int type = ByteBuffer.wrap(packet.bytes()).getShort(12) & 0xFFFF;
            if (type == 0x0800 || type == 0x86DD) {
                byte[] bytes = java.util.Arrays.copyOfRange(packet.bytes(), 14, packet.bytes().length);
                bare.add(new Packet(packet.seconds(), packet.micros(), packet.original() - 14, bytes));
            }
        }
        return new PcapRecords(101, bare);
    }

    private byte[] pcap(int magic, ByteOrder order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(linkType)
                .array());
        for (Packet packet : records) {
            int head = magic == KUZNETZOV ? 24 : 16;
            out.writeBytes(ByteBuffer.allocate(head)
                    .order(order)
                    .putInt(packet.seconds())
                    .putInt(magic == NANOSECONDS ? packet.micros() * 1000 : packet.micros())
                    .putInt(packet.bytes().length)
                    .putInt(packet.original())
                    .array());
            out.writeBytes(packet.bytes());
        }
        return out.toByteArray();
    }

    byte[] pcapng(ByteOrder order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        block(
                out,
                order,
                0x0A0D0D0A,
                body(order, 16)
                        .putInt(0x1A2B3C4D)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
        block(
                out,
                order,
                1,
                body(order, 8).putShort((short) linkType).putShort((short) 0).putInt(65535));
        for (Packet packet : records) {
            long micros = packet.seconds() * 1_000_000L + packet.micros();
            int padded = (packet.bytes().length + 3) & ~3;
            block(
                    out,
                    order,
                    6,
                    body(order, 20 + padded)
                            .putInt(0)
                            .putInt((int) (micros >>> 32))
                            .putInt((int) micros)
                            .putInt(packet.bytes().length)
                            .putInt(packet.original())
                            .put(packet.bytes()));
        }
        return out.toByteArray();
    }

    private static ByteBuffer body(ByteOrder order, int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    private static void block(ByteArrayOutputStream out, ByteOrder order, int type, ByteBuffer body) {
        int length = body.capacity() + 12;
        out.writeBytes(body(order, 8).putInt(type).putInt(length).array());
        out.writeBytes(body.array());
        out.writeBytes(body(order, 4).putInt(length).array());
    }

    static byte[] gzipped(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
