package io.policap.bench.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to be read by the tools: a pcap file, or a flow log of one JSON object a line; neither compressed.
 *
 * @param file where it is
 * @param bytes its size
 * @param records its packets or lines
 * @param capture whether it is a capture
 */
record Input(Path file, long bytes, long records, boolean capture) {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LARGEST_RECORD = 1 << 20;

    static Input open(Path file) throws IOException {
        return copy(file, Long.MAX_VALUE, OutputStream.nullOutputStream(), file);
    }

    /** The first {@code share} of this input as a file of its own, up to a whole record. */
    Input part(double share, Path to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 20)) {
            copy(file, (long) (bytes * share), out, to);
        }
        return open(to);
    }

    private static Input copy(Path from, long limit, OutputStream out, Path to) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(from), 1 << 20))) {
            in.mark(FILE_HEADER);
            byte[] head = in.readNBytes(FILE_HEADER);
            if (head.length == FILE_HEADER && byteOrder(head) != null) {
                out.write(head);
                return new Input(to, Files.size(from), packets(in, byteOrder(head), limit, out), true);
            }
            in.reset();
            if (head.length == 0 || head[0] != '{') {
                throw new IOException(from + " is neither a pcap file nor JSON lines");
            }
            return new Input(to, Files.size(from), lines(in, limit, out), false);
        }
    }

    private static ByteOrder byteOrder(byte[] head) {
        int magic = ByteBuffer.wrap(head).getInt();
        if (magic == 0xA1B2C3D4 || magic == 0xA1B23C4D) {
            return ByteOrder.BIG_ENDIAN;
        }
        boolean little = magic == 0xD4C3B2A1 || magic == 0x4D3CB2A1;
        return little ? ByteOrder.LITTLE_ENDIAN : null;
    }

    private static long packets(DataInputStream in, ByteOrder order, long limit, OutputStream out) throws IOException {
        byte[] record = new byte[RECORD_HEADER + LARGEST_RECORD];
        long packets = 0;
        long copied = FILE_HEADER;
        while (copied < limit && in.readNBytes(record, 0, RECORD_HEADER) == RECORD_HEADER) {
            int length = ByteBuffer.wrap(record).order(order).getInt(8);
            if (length < 0 || length > LARGEST_RECORD) {
                throw new IOException("packet " + (packets + 1) + " claims " + length + " bytes; is the file damaged?");
            }
            try {
                in.readFully(record, RECORD_HEADER, length);
            } catch (EOFException cut) {
                break;
            }
            out.write(record, 0, RECORD_HEADER + length);
            copied += RECORD_HEADER + length;
            packets++;
        }
        return packets;
    }

    private static long lines(InputStream in, long limit, OutputStream out) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long lines = 0;
        long copied = 0;
        for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    lines++;
                    if (copied + i >= limit) {
                        out.write(chunk, 0, i + 1);
                        return lines;
                    }
                }
            }
            out.write(chunk, 0, count);
            copied += count;
        }
        return lines;
    }
}
