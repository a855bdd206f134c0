package io.policap.capture.packet.file;

import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the records of a pcapng name resolution block (draft-ietf-opsawg-pcapng, 4.5). */
final class NameResolution {
    private static final int END = 0;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    /** Bytes of a name at most (RFC 1035, 2.3.4). */
    private static final int MOST_NAME = 255;

    private NameResolution() {}

    /**
     * Hands the names to the sink.
     *
     * @return false where a record goes beyond the block or holds something else than names
     */
    static boolean read(ByteBuffer data, boolean swapped, int from, int to, PacketSink sink) {
        boolean sound = true;
        int at = from;
        while (to - at >= 4) {
            int type = unsignedShort(data, swapped, at);
            int length = unsignedShort(data, swapped, at + 2);
            int value = at + 4;
            if (type == END) {
                return sound;
            }
            if (length > to - value) {
                return false;
            }
            if (type == IPV4) {
                sound &= length > 4 && names(data, value + 4, value + length, Ip.v4(data.getInt(value)), sink);
            } else if (type == IPV6) {
                sound &= length > 16
                        && names(
                                data,
                                value + 16,
                                value + length,
                                Ip.v6(data.getLong(value), data.getLong(value + 8)),
                                sink);
            }
            at = Math.min(to, value + (length + 3 & ~3));
        }
        return sound && at == to;
    }

    private static boolean names(ByteBuffer data, int from, int to, Ip address, PacketSink sink) {
        boolean sound = true;
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && data.get(end) != 0) {
                end++;
            }
            if (end > at && end - at <= MOST_NAME) {
                byte[] name = new byte[end - at];
                data.get(at, name);
                sink.name(address, Printable.of(new String(name, StandardCharsets.UTF_8)));
            } else {
                sound &= end == at;
            }
            at = end + 1;
        }
        return sound;
    }

    private static int unsignedShort(ByteBuffer data, boolean swapped, int at) {
        short bits = data.getShort(at);
        return (swapped ? Short.reverseBytes(bits) : bits) & 0xFFFF;
    }
}
