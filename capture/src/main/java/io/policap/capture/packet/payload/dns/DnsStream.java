package io.policap.capture.packet.payload.dns;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One direction of DNS over TCP: messages behind their lengths (RFC 1035, 4.2.2), wherever segments begin and end.
 *
 * <p>It holds the bytes of one unfinished message, 64 KiB at most. After a gap, and after bytes that are no DNS, a message
 * is looked for where the next segment begins.
 */
public final class DnsStream {
    private static final int LENGTH = 2;
    private static final int FIRST_ROOM = 512;

    private final DnsReader reader;
    private byte[] held = new byte[0];
    private int size;

    /** The reader may be shared by all streams of a thread. */
    public DnsStream(DnsReader reader) {
        this.reader = requireNonNull(reader, "reader");
    }

    /** Takes the next bytes of the stream, one segment or a part of it, and delivers the messages that end in them. */
    public void accept(byte[] bytes, int from, int length, Consumer<? super DnsMessage> sink) {
        checkFromIndexSize(from, length, bytes.length);
        int at = from;
        int end = from + length;
        while (at < end) {
            if (size > 0) {
                at += take(bytes, at, end);
                int wanted = wanted(held, 0, size);
                if (wanted == 0) {
                    size = 0;
                    return;
                }
                if (size >= LENGTH && size == wanted) {
                    size = 0;
                    deliver(held, 0, wanted, sink);
                }
            } else {
                int wanted = wanted(bytes, at, end - at);
                if (wanted == 0) {
                    return;
                }
                if (wanted > end - at) {
                    at += take(bytes, at, end);
                } else if (end - at >= LENGTH) {
                    deliver(bytes, at, wanted, sink);
                    at += wanted;
                }
            }
        }
    }

    /** Takes note that bytes of the stream are missing here, or that it ended: delivers what there is of a message. */
    public void gap(Consumer<? super DnsMessage> sink) {
        int there = size;
        size = 0;
        if (there > LENGTH) {
            deliver(held, 0, there, sink);
        }
    }

    /** How many bytes the message needs that begins here, with its length; 0 where none can begin here. */
    private static int wanted(byte[] bytes, int at, int there) {
        if (there < LENGTH) {
            return LENGTH;
        }
        int length = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
        if (length < DnsReader.HEADER) {
            return 0;
        }
        if (there < LENGTH + DnsReader.HEADER) {
            return LENGTH + DnsReader.HEADER;
        }
        return DnsReader.begins(bytes, at + LENGTH, there - LENGTH) ? LENGTH + length : 0;
    }

    /** Holds bytes up to what the unfinished message needs as far as that is known; returns how many. */
    private int take(byte[] bytes, int at, int end) {
        int wanted = size == 0 ? wanted(bytes, at, end - at) : wanted(held, 0, size);
        int count = Math.min(end - at, wanted - size);
        if (size + count > held.length) {
            held = Arrays.copyOf(held, Math.min(Math.max(FIRST_ROOM, 2 * (size + count)), LENGTH + 0xFFFF));
        }
        System.arraycopy(bytes, at, held, size, count);
        size += count;
        return count;
    }

    private void deliver(byte[] bytes, int at, int count, Consumer<? super DnsMessage> sink) {
        reader.read(bytes, at + LENGTH, count - LENGTH).ifPresent(sink);
    }
}
