package io.policap.capture.hubble.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into top-level JSON objects without parsing them, one at a time.
 *
 * <p>Objects may stand one per line, one after another, indented over several lines, or in one array. After anything
 * else the framer goes on at the next newline. It holds one object, never more than the bound.
 *
 * <p>An object that is not complete at the end of its line goes on only in lines that are indented deeper than the line
 * it began in, or that close something: so a line that was cut costs itself and not its successors.
 */
final class JsonFramer {
    /** What was found. */
    enum Frame {
        /** One whole object, by its brackets. */
        OBJECT,
        /** Something else than an object, up to the end of the line. */
        OTHER,
        /** An object without its end. */
        CUT,
        /** An object above the bound; the rest of its line was passed over. */
        TOO_LONG,
        END
    }

    private static final int FIRST_BUFFER = 1 << 16;
    private static final int READ = 1 << 16;

    private InputStream in;
    private final int maxBytes;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int limit;
    private int at;
    private int start;
    private int end;
    private long line = 1;
    private long frameLine = 1;
    private int indent;
    private boolean lineBlank = true;
    private boolean inArray;
    private boolean begun;
    private boolean ascii = true;
    private boolean isArray;
    private boolean ended;
    private boolean fileStart = true;

    JsonFramer(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * Begins anew where a line begins, as if everything before had been whole lines.
     *
     * @param firstLine the number of that line
     * @param atFileStart whether nothing stands before it, so that a byte order mark may
     */
    void restart(InputStream from, long firstLine, boolean atFileStart) {
        in = from;
        limit = 0;
        at = 0;
        start = 0;
        end = 0;
        line = firstLine;
        frameLine = firstLine;
        indent = 0;
        lineBlank = true;
        inArray = false;
        begun = !atFileStart;
        ascii = true;
        isArray = false;
        ended = false;
        fileStart = atFileStart;
    }

    /**
     * Whether the line ends here, so that whatever follows could as well be read anew; if so, passes over its end.
     * Asked after a frame.
     */
    boolean endsLine() throws IOException {
        while (!inArray) {
            start = at;
            if (at == limit && !fill()) {
                return true;
            }
            byte b = buffer[at];
            if (!isSeparator(b)) {
                return false;
            }
            separator(b);
            if (b == '\n') {
                return at == limit;
            }
        }
        return false;
    }

    /** The line at which the framer stands. */
    long currentLine() {
        return line;
    }

    /** The bytes of the last frame are here, from {@link #start()} to {@link #end()}, until the next call. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether the last object holds ASCII only. */
    boolean isAscii() {
        return ascii;
    }

    /** The line in which the last frame began, from 1. */
    long line() {
        return frameLine;
    }

    /** Whether the stream began with an array and ended inside it. */
    boolean endedInArray() {
        return ended && inArray && isArray;
    }

    /** Finds the next frame. */
    Frame next() throws IOException {
        while (true) {
            start = at;
            if (at == limit && !fill()) {
                ended = true;
                return Frame.END;
            }
            byte b = buffer[at];
            if (b == '{') {
                begun = true;
                return object();
            }
            if (b == '[' && !inArray) {
                inArray = true;
                isArray = !begun;
                begun = true;
                startsLine();
                at++;
            } else if (b == ']' && inArray) {
                inArray = false;
                at++;
            } else if (isSeparator(b)) {
                separator(b);
            } else if (!byteOrderMark(b)) {
                begun = true;
                frameLine = line;
                skipLine();
                return Frame.OTHER;
            }
        }
    }

    private static boolean isSeparator(byte b) {
        // 0x1E precedes each text of a JSON sequence (RFC 7464).
        return b == '\n' || b == ' ' || b == '\t' || b == '\r' || b == ',' || b == 0x1E;
    }

    private void separator(byte b) {
        at++;
        if (b == '\n') {
            line++;
            indent = 0;
            lineBlank = true;
        } else if (lineBlank && (b == ' ' || b == '\t')) {
            indent++;
        } else if (b == ',') {
            lineBlank = false;
        }
    }

    private void startsLine() {
        lineBlank = false;
    }

    private boolean byteOrderMark(byte b) throws IOException {
        if (b != (byte) 0xEF || !fileStart || line != 1 || !lineBlank || indent != 0) {
            return false;
        }
        while (limit - at < 3) {
            if (!fill()) {
                return false;
            }
        }
        if (buffer[at + 1] != (byte) 0xBB || buffer[at + 2] != (byte) 0xBF) {
            return false;
        }
        at += 3;
        return true;
    }

    private Frame object() throws IOException {
        frameLine = line;
        startsLine();
        int depth = 0;
        boolean inString = false;
        boolean escaped = false;
        int allBits = 0;
        byte[] bytes = buffer;
        int stop = stop();
        int scan = at;
        while (true) {
            if (scan == stop) {
                int done = scan - start;
                at = scan;
                if (done > maxBytes) {
                    skipLine();
                    return Frame.TOO_LONG;
                }
                if (!fill()) {
                    return cut(limit);
                }
                bytes = buffer;
                stop = stop();
                scan = start + done;
            }
            byte b = bytes[scan++];
            allBits |= b;
            if (inString) {
                // Most bytes are inside of strings: pass over them without leaving this loop.
                while (b != '"' && b != '\\' && b != '\n' && !escaped && scan < stop) {
                    b = bytes[scan++];
                    allBits |= b;
                }
                if (b == '\n') {
                    return cut(scan - 1);
                }
                if (escaped) {
                    escaped = false;
                } else if (b == '"') {
                    inString = false;
                } else {
                    escaped = b == '\\';
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                if (--depth == 0) {
                    at = scan;
                    ascii = allBits >= 0;
                    return complete(scan - start);
                }
            } else if (b == '\n') {
                line++;
                at = scan;
                int done = scan - start;
                boolean goesOn = continues();
                bytes = buffer;
                stop = stop();
                scan = start + done;
                if (!goesOn) {
                    indent = 0;
                    lineBlank = true;
                    return cut(scan);
                }
            }
        }
    }

    /** Where to stop scanning: at the end of what is here, or one byte behind the bound, however the bytes arrived. */
    private int stop() {
        return (int) Math.min(limit, (long) start + maxBytes + 1);
    }

    private Frame cut(int position) {
        at = position;
        end = position;
        return Frame.CUT;
    }

    /** Whether the line that begins at {@link #at} belongs to the object that is open. */
    private boolean continues() throws IOException {
        int column = 0;
        while (true) {
            if (column > maxBytes || (at + column >= limit && !fill())) {
                return true;
            }
            byte b = buffer[at + column];
            if (b == ' ' || b == '\t') {
                column++;
            } else {
                return column > indent || b == '}' || b == ']' || b == '\n' || b == '\r';
            }
        }
    }

    /** Decides on a whole object by what follows it: text right after it means that the line is damaged. */
    private Frame complete(int length) throws IOException {
        if (length > maxBytes) {
            skipLine();
            return Frame.TOO_LONG;
        }
        int look = length;
        while (true) {
            if (look - length > READ) {
                break;
            }
            if (start + look == limit) {
                at = limit;
                if (!fill()) {
                    break;
                }
            }
            byte b = buffer[start + look];
            if (b == '\n' || b == '{' || (b == ']' && inArray) || b == 0x1E) {
                break;
            }
            if (!isSeparator(b)) {
                at = start + look;
                skipLine();
                return Frame.OTHER;
            }
            look++;
        }
        end = start + length;
        at = end;
        return Frame.OBJECT;
    }

    private void skipLine() throws IOException {
        while (true) {
            while (at < limit) {
                if (buffer[at] == '\n') {
                    start = at;
                    end = at;
                    return;
                }
                at++;
            }
            start = at;
            if (!fill()) {
                end = at;
                return;
            }
        }
    }

    /** Reads more behind {@link #limit}, keeping what begins at {@link #start}; adjusts all positions. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            at -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, Math.min(READ, buffer.length - limit));
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }
}
