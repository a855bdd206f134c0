package io.policap.capture.packet.payload.http.h2;

import java.nio.charset.StandardCharsets;

/** Decodes HPACK header blocks (RFC 7541), in the order in which they were sent. */
final class HpackDecoder {
    /** The size of both ends' tables at first (RFC 9113, 6.5.2), in bytes. */
    static final int FIRST_SIZE = 4096;

    /** The largest table that is kept, whatever the server allows: connections that use more are not read. */
    static final int LARGEST_SIZE = 64 << 10;

    /** The most that the fields of one block may have together, by RFC 9113's count (6.5.2), in bytes. */
    private static final int LARGEST_LIST = 256 << 10;

    private static final int LARGEST_INTEGER = 1 << 24;
    private static final byte[] NONE = {};

    /** Takes the fields of a block. */
    interface FieldSink {
        void field(String name, String value);
    }

    /** Says what to keep of a value, which lies at the beginning of an array. */
    interface Kept {
        String of(String name, byte[] bytes, int length);
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed header block", null, false, false);
        }
    }

    private final Kept kept;
    private final DynamicTable table = new DynamicTable(FIRST_SIZE);
    private int allowed = FIRST_SIZE;
    private byte[] in = NONE;
    private int at;
    private int end;

    /** The string that was read last. */
    private byte[] string = NONE;

    private int stringLength;
    private int listSize;

    HpackDecoder(Kept kept) {
        this.kept = kept;
    }

    int held() {
        return string.length + table.size();
    }

    DynamicTable table() {
        return table;
    }

    /**
     * The other side allows tables of this size. The largest ever allowed counts: when the encoder learns of a change is
     * not known, and it says itself what it uses (RFC 7541, 4.2).
     */
    void allow(long size) {
        allowed = Math.max(allowed, (int) Math.min(size, LARGEST_SIZE));
    }

    /** Decodes one block; false where it is malformed, and then the table is not to be used any more. */
    boolean decode(byte[] bytes, int from, int to, FieldSink sink) {
        in = bytes;
        at = from;
        end = to;
        listSize = 0;
        try {
            boolean fieldSeen = false;
            while (at < end) {
                int first = in[at] & 0xFF;
                if (first >= 0x20 && first < 0x40) {
                    resize(fieldSeen);
                } else {
                    fieldSeen = true;
                    field(first, sink);
                }
            }
            return true;
        } catch (Malformed malformed) {
            return false;
        } finally {
            in = NONE;
            string = NONE;
        }
    }

    private void resize(boolean fieldSeen) throws Malformed {
        int size = integer(5);
        require(!fieldSeen && size <= allowed);
        table.limit(size);
    }

    private void field(int first, FieldSink sink) throws Malformed {
        if (first >= 0x80) {
            int index = integer(7);
            require(index > 0);
            String name = name(index);
            String value = index <= StaticTable.COUNT ? StaticTable.value(index) : table.value(entry(index));
            count(name.length() + value.length());
            sink.field(name, value);
            return;
        }
        boolean added = first >= 0x40;
        int index = integer(added ? 6 : 4);
        String name;
        if (index == 0) {
            string();
            name = new String(string, 0, stringLength, StandardCharsets.ISO_8859_1);
        } else {
            name = name(index);
        }
        string();
        int length = name.length() + stringLength;
        count(length);
        String value = kept.of(name, string, stringLength);
        if (added) {
            table.add(name, value, length);
        }
        sink.field(name, value);
    }

    private String name(int index) throws Malformed {
        return index <= StaticTable.COUNT ? StaticTable.name(index) : table.name(entry(index));
    }

    private int entry(int index) throws Malformed {
        int entry = index - StaticTable.COUNT - 1;
        require(entry < table.count());
        return entry;
    }

    private void count(int length) throws Malformed {
        listSize += length + DynamicTable.ENTRY_OVERHEAD;
        require(listSize <= LARGEST_LIST);
    }

    private void string() throws Malformed {
        require(at < end);
        boolean huffman = (in[at] & 0x80) != 0;
        int length = integer(7);
        require(length <= end - at);
        int most = huffman ? Huffman.mostDecoded(length) : length;
        if (string.length < most) {
            string = new byte[most];
        }
        if (huffman) {
            stringLength = Huffman.decode(in, at, at + length, string);
            require(stringLength >= 0);
        } else {
            System.arraycopy(in, at, string, 0, length);
            stringLength = length;
        }
        at += length;
    }

    /** An integer whose first byte has this many bits for it (RFC 7541, 5.1). */
    private int integer(int bits) throws Malformed {
        int most = (1 << bits) - 1;
        int value = in[at++] & most;
        if (value < most) {
            return value;
        }
        for (int shift = 0; ; shift += 7) {
            require(at < end && shift <= 21);
            int next = in[at++];
            value += (next & 0x7F) << shift;
            if (next >= 0) {
                require(value < LARGEST_INTEGER);
                return value;
            }
        }
    }

    private static void require(boolean wellFormed) throws Malformed {
        if (!wellFormed) {
            throw new Malformed();
        }
    }
}
