package io.policap.capture.packet.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.policap.capture.packet.file.CaptureInterface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One section of a pcapng file, little-endian, times in nanoseconds (draft-ietf-opsawg-pcapng).
 *
 * <p>Writes into a buffer of its own; {@link #flush} hands that on.
 */
public final class PcapngWriter {
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    private static final int SECTION_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int INTERFACE_TIME_RESOLUTION = 9;
    private static final int INTERFACE_FILTER = 11;
    private static final int STATISTICS_START = 2;
    private static final int STATISTICS_END = 3;
    private static final int STATISTICS_RECEIVED = 4;
    private static final int STATISTICS_DROPPED = 5;

    private static final int PACKET_OVERHEAD = 32;
    private static final int LONGEST_TEXT = 8192;
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private byte[] bytes = new byte[BUFFER];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    /** A writer that begins with the section header. */
    public PcapngWriter(OutputStream out, String application) throws IOException {
        this.out = out;
        int block = begin(SECTION_HEADER, LONGEST_TEXT + 64);
        buffer.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(SECTION_APPLICATION, text(application));
        end(block);
    }

    /** Declares the next interface; its number is the count of those declared before. */
    public void declare(CaptureInterface declared) throws IOException {
        int block = begin(INTERFACE_DESCRIPTION, 2 * LONGEST_TEXT + 64);
        buffer.putShort((short) declared.linkType()).putShort((short) 0).putInt(declared.snapLength());
        if (!declared.name().isEmpty()) {
            option(INTERFACE_NAME, text(declared.name()));
        }
        option(INTERFACE_TIME_RESOLUTION, new byte[] {9});
        if (!declared.filter().isEmpty()) {
            // The leading zero says that the filter is text and not a program.
            option(INTERFACE_FILTER, text("\0" + declared.filter()));
        }
        end(block);
    }

    /** Writes one packet; the parameters are those of {@code PacketSink.packet}. */
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface)
            throws IOException {
        int block = begin(ENHANCED_PACKET, captured + PACKET_OVERHEAD + 4);
        buffer.putInt(iface);
        time(time);
        buffer.putInt(captured).putInt(original);
        data.get(offset, bytes, buffer.position(), captured);
        buffer.position(buffer.position() + captured);
        pad();
        end(block);
    }

    /**
     * Writes what an interface received and lost.
     *
     * @param received packets that this file has of it
     * @param dropped packets that it lost since {@code from}
     * @param from since when both are counted, nanoseconds since 1970
     * @param to until when
     */
    public void statistics(int iface, long received, long dropped, long from, long to) throws IOException {
        int block = begin(INTERFACE_STATISTICS, 96);
        buffer.putInt(iface);
        time(to);
        buffer.putShort((short) STATISTICS_START).putShort((short) 8);
        time(from);
        buffer.putShort((short) STATISTICS_END).putShort((short) 8);
        time(to);
        buffer.putShort((short) STATISTICS_RECEIVED).putShort((short) 8).putLong(received);
        buffer.putShort((short) STATISTICS_DROPPED).putShort((short) 8).putLong(dropped);
        endOfOptions();
        end(block);
    }

    /** Bytes written and not handed on yet. */
    int pending() {
        return buffer.position();
    }

    /** Hands on what was written so far. */
    public void flush() throws IOException {
        out.write(bytes, 0, buffer.position());
        buffer.clear();
        out.flush();
    }

    private int begin(int type, int room) throws IOException {
        if (buffer.remaining() < room) {
            out.write(bytes, 0, buffer.position());
            buffer.clear();
            if (bytes.length < room) {
                bytes = new byte[room];
                buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        int block = buffer.position();
        buffer.putInt(type).putInt(0);
        return block;
    }

    private void end(int block) {
        if (buffer.getInt(block) == SECTION_HEADER || buffer.getInt(block) == INTERFACE_DESCRIPTION) {
            endOfOptions();
        }
        int length = buffer.position() + 4 - block;
        buffer.putInt(length).putInt(block + 4, length);
    }

    private void endOfOptions() {
        buffer.putInt(0);
    }

    private void time(long nanoseconds) {
        buffer.putInt((int) (nanoseconds >>> 32)).putInt((int) nanoseconds);
    }

    private void option(int code, byte[] value) {
        buffer.putShort((short) code).putShort((short) value.length).put(value);
        pad();
    }

    private void pad() {
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return utf8.length <= LONGEST_TEXT ? utf8 : Arrays.copyOf(utf8, LONGEST_TEXT);
    }
}
