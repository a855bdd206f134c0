package io.policap.emit.baseline;

import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes JSON in ASCII with one line per entry of the outer object and of the lists in it, so that differences read well.
 *
 * <p>The caller keeps to the grammar, and takes what was written from time to time. A document can be written in pieces by
 * several of these, as {@link #goOnInList} begins where another one stopped.
 */
final class EntryJson {
    private static final int BROKEN_LEVELS = 2;
    private static final int FIRST_ROOM = 1 << 17;
    /** What a text may take more than six bytes a character, and a number or a time in all. */
    private static final int ROOM = 64;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private final TimeText times = new TimeText();
    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;
    private int depth;
    /** Whether the object or list that is open has nothing in it yet. */
    private boolean empty = true;
    /** Whether a name waits for its value. */
    private boolean named;

    /**
     * Goes on in a list of the outer object.
     *
     * @param first whether nothing is in it yet
     */
    void goOnInList(boolean first) {
        depth = BROKEN_LEVELS;
        empty = first;
        named = false;
    }

    void writeStartObject() {
        start('{');
    }

    void writeEndObject() {
        end('}');
    }

    void writeStartArray() {
        start('[');
    }

    void writeEndArray() {
        end(']');
    }

    void writeName(String name) {
        separate();
        text(name);
        put(':');
        put(' ');
        named = true;
    }

    void writeString(String value) {
        beforeValue();
        text(value);
    }

    void writeNumber(long value) {
        beforeValue();
        number(value);
    }

    void writeStringProperty(String name, String value) {
        writeName(name);
        writeString(value);
    }

    void writeNumberProperty(String name, long value) {
        writeName(name);
        writeNumber(value);
    }

    void writeBooleanProperty(String name, boolean value) {
        writeName(name);
        beforeValue();
        ascii(value ? "true" : "false");
    }

    /** Writes a time in quotes. */
    void writeTimeProperty(String name, Instant time) {
        writeName(name);
        beforeValue();
        makeRoom(ROOM);
        bytes[size] = '"';
        size = times.write(time, bytes, size + 1);
        put('"');
    }

    /** Writes an address in quotes. */
    void writeAddressProperty(String name, Ip address) {
        writeName(name);
        if (address.v6()) {
            writeString(address.toString());
            return;
        }
        beforeValue();
        put('"');
        v4(address.low());
        put('"');
    }

    /** Writes a prefix in quotes. */
    void writeBlockProperty(String name, Cidr block) {
        writeName(name);
        if (block.v6()) {
            writeString(block.toString());
            return;
        }
        beforeValue();
        put('"');
        v4(block.network().low());
        put('/');
        number(block.length());
        put('"');
    }

    /** Writes what {@link #copySince} gave of an object or a list, within an entry. */
    void writeCopy(byte[] copy) {
        beforeValue();
        makeRoom(copy.length);
        System.arraycopy(copy, 0, bytes, size, copy.length);
        size += copy.length;
    }

    /** How many bytes were written that nobody took yet: where writing goes on. */
    int position() {
        return size;
    }

    byte[] copySince(int position) {
        return Arrays.copyOfRange(bytes, position, size);
    }

    /** Ends the last line. */
    void finish() {
        put('\n');
    }

    /** Hands over what was written since this was called before. */
    void handOver(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    private void start(char bracket) {
        beforeValue();
        put(bracket);
        depth++;
        empty = true;
    }

    private void end(char bracket) {
        depth--;
        if (!empty && depth < BROKEN_LEVELS) {
            newLine();
        }
        put(bracket);
        empty = false;
    }

    private void beforeValue() {
        if (named) {
            named = false;
        } else if (depth > 0) {
            separate();
        }
    }

    private void separate() {
        if (!empty) {
            put(',');
        }
        if (depth <= BROKEN_LEVELS) {
            newLine();
        } else if (!empty) {
            put(' ');
        }
        empty = false;
    }

    private void newLine() {
        put('\n');
        for (int level = 0; level < depth; level++) {
            put(' ');
            put(' ');
        }
    }

    private void put(char ascii) {
        if (size == bytes.length) {
            makeRoom(1);
        }
        bytes[size++] = (byte) ascii;
    }

    private void makeRoom(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void number(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        makeRoom(ROOM);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private void v4(long bits) {
        number(bits >>> 24);
        for (int shift = 16; shift >= 0; shift -= Byte.SIZE) {
            put('.');
            number(bits >>> shift & 255);
        }
    }

    private void text(String text) {
        int length = text.length();
        makeRoom(Math.addExact(Math.multiplyExact(length, 6), ROOM));
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\') {
                to[at++] = (byte) unit;
            } else {
                at = escaped(unit, to, at);
            }
        }
        to[at++] = '"';
        size = at;
    }

    private static int escaped(char unit, byte[] to, int from) {
        int at = from;
        if (unit == '\u007F') {
            to[at++] = (byte) unit;
            return at;
        }
        to[at++] = '\\';
        switch (unit) {
            case '"', '\\' -> to[at++] = (byte) unit;
            case '\b' -> to[at++] = 'b';
            case '\f' -> to[at++] = 'f';
            case '\n' -> to[at++] = 'n';
            case '\r' -> to[at++] = 'r';
            case '\t' -> to[at++] = 't';
            default -> {
                to[at++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to[at++] = HEX[unit >>> shift & 15];
                }
            }
        }
        return at;
    }
}
