package io.policap.capture.packet.connection;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decoded packets on their way to a {@link ConnectionTable}, in their order; written again and again.
 *
 * <p>A plain packet is eight words in a row, so that it goes from one processor's cache to another's in one piece; any
 * other has a {@link PacketHeader}.
 */
public final class PacketBatch {
    /** Words of one packet; the first are those of {@link PlainPacket}. */
    static final int WORDS = 8;

    static final int TIME = PlainPacket.WORDS;
    static final int RECORD = TIME + 1;

    /** One of the kinds; above it, in the upper half, the key's hash once the table has it. */
    static final int KIND = RECORD + 1;

    /**
     * Where the bytes of its payload begin in {@link #bytes}, plus one, and how many there are in the lower half; 0 where
     * nobody wants them.
     */
    static final int CARRIED = KIND + 1;

    static final int TOLD_SHIFT = 9;

    static final int HEADER = 0;
    static final int LATER_FRAGMENT = 1;
    static final int PLAIN = 2;

    /** Beside {@link #PLAIN}, where {@link LegSink#sent} is to tell of the packet. */
    static final int TOLD = 1 << TOLD_SHIFT;

    /** Bytes of payloads after which a batch is full, whatever its packets. */
    private static final int BYTES_FULL = 1 << 18;

    /** Bytes of one payload that are carried at most; what is beyond counts as cut. */
    private static final int BYTES_MOST = 1 << 17;

    private static final int BYTES_FIRST = 1 << 14;

    /** The number of the header of a packet that is not plain. */
    private static final int HEADER_NUMBER = PlainPacket.NUMBERS;

    /** Made when they are needed, as most packets are plain; the same few, which stay in the processor's cache. */
    private final @Nullable PacketHeader[] headers;

    private int headersUsed;

    final long[] words;
    /** Whether {@link PlainKeys} has made the keys of all its plain packets. */
    boolean isKeyed;
    /** Whether from here on the capture is filtered. */
    boolean handshakesOnly;

    private byte[] bytes = new byte[0];
    private int bytesUsed;
    private int size;

    /** An empty batch for so many packets at most. */
    public PacketBatch(int capacity) {
        headers = new PacketHeader[capacity];
        words = new long[capacity * WORDS];
    }

    /** Tells that the capture is filtered as {@link TableLimits#handshakesOnly} says, from the first packet in it on. */
    public void onlyHandshakesCome() {
        handshakesOnly = true;
    }

    /** Packets in it. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == headers.length || bytesUsed >= BYTES_FULL;
    }

    /** Makes it empty. */
    public void clear() {
        size = 0;
        isKeyed = false;
        handshakesOnly = false;
        headersUsed = 0;
        bytesUsed = 0;
    }

    /** The header into which the next packet is to be decoded, where it is not plain. */
    public PacketHeader header() {
        return ofNumber(headersUsed);
    }

    /** The header of the packet of this number, which is not plain. */
    PacketHeader header(int number) {
        return ofNumber((int) words[number * WORDS + HEADER_NUMBER]);
    }

    private PacketHeader ofNumber(int number) {
        PacketHeader header = headers[number];
        if (header == null) {
            header = new PacketHeader();
            headers[number] = header;
        }
        return header;
    }

    /** The words to which the next packet is to be read, from {@link #at}, where it is plain. */
    public long[] words() {
        return words;
    }

    /** Where in {@link #words} the next packet begins. */
    public int at() {
        return size * WORDS;
    }

    /** Adds the packet that {@link #header} holds, completed by {@link PayloadHash#fill}; {@code later} as a later fragment. */
    public void add(long time, long record, boolean later) {
        words[at() + HEADER_NUMBER] = headersUsed++;
        add(time, record, later ? LATER_FRAGMENT : HEADER);
    }

    /**
     * Adds the packet whose words were written; those of UDP are to be completed by {@link PayloadHash#fill}.
     *
     * @param told whether {@link LegSink#sent} is to tell of it
     */
    public void addPlain(long time, long record, boolean told) {
        add(time, record, told ? PLAIN | TOLD : PLAIN);
    }

    private void add(long time, long record, int kind) {
        int at = size * WORDS;
        words[at + TIME] = time;
        words[at + RECORD] = record;
        words[at + KIND] = kind;
        words[at + CARRIED] = 0;
        size++;
    }

    /** Gives the packet added last these bytes of its payload, which are copied. */
    public void carry(byte[] data, int from, int length) {
        int taken = Math.min(length, BYTES_MOST);
        int place = place(taken);
        System.arraycopy(data, from, bytes, place, taken);
    }

    /** The same from a buffer. */
    public void carry(ByteBuffer data, int from, int length) {
        int taken = Math.min(length, BYTES_MOST);
        int place = place(taken);
        data.get(from, bytes, place, taken);
    }

    private int place(int length) {
        int place = bytesUsed;
        bytesUsed = place + length;
        if (bytesUsed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(BYTES_FIRST, Integer.highestOneBit(bytesUsed) << 1));
        }
        words[(size - 1) * WORDS + CARRIED] = (place + 1L) << 32 | length;
        return place;
    }

    /** The payloads of all packets that carry theirs. */
    byte[] bytes() {
        return bytes;
    }
}
