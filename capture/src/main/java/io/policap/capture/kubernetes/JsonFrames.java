package io.policap.capture.kubernetes;

import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts JSON into objects without parsing it: documents one after another, one per line or in an array, and each item of
 * a list's {@code items}.
 *
 * <p>Brackets and strings are all it looks at, so nesting costs nothing, one damaged object costs that object, and a
 * list of any length takes the memory of its largest item. Where an object does not end, the next one is found by its
 * indentation: a line that begins with a brace no deeper than the line that the open object began on.
 */
final class JsonFrames {
    private static final int NOT_FIRST_ON_LINE = -1;
    private static final byte[] NO_LIST = new byte[0];
    private static final String ITEMS = "\"items\"";

    private final InputStream in;
    private final FrameSink sink;
    private final @Nullable TreeSink trees;
    private final PlainJson plain = new PlainJson();
    private final FrameBuffer envelope = new FrameBuffer();
    private final FrameBuffer item = new FrameBuffer();
    private final FrameBuffer key = new FrameBuffer();
    private byte[] list = NO_LIST;

    private long line = 1;
    private int indent;
    private boolean lineStart = true;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inItems;
    private boolean isList;
    private boolean inItem;
    private boolean stray;
    private boolean broken;
    private boolean firstByte;
    private boolean skipLine;
    private long documentLine;
    private int documentIndent;
    private long itemLine;
    private int itemIndent;

    /** Frames of which each object is taken as bytes. */
    JsonFrames(InputStream in, FrameSink sink) {
        this(in, sink, null);
    }

    private JsonFrames(InputStream in, FrameSink sink, @Nullable TreeSink trees) {
        this.in = in;
        this.sink = sink;
        this.trees = trees;
    }

    /** Frames of which a plain object that lies in one piece is taken as its tree, everything else as bytes. */
    static <S extends FrameSink & TreeSink> JsonFrames withTrees(InputStream in, S sink) {
        return new JsonFrames(in, sink, sink);
    }

    void read() throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '{' && isTakenWhole(chunk, i, count)) {
                    i = plain.end() - 1;
                } else {
                    next(chunk[i]);
                }
            }
        }
        if (depth > 0) {
            sink.problem(
                    IssueCode.TRUNCATED_FILE,
                    inItem ? itemLine : documentLine,
                    "the file ends inside the object that begins here; it is left out");
        }
    }

    /** Whether an object begins here, lies in the chunk and could be parsed at once; then it was delivered. */
    private boolean isTakenWhole(byte[] chunk, int from, int to) {
        boolean isItem = inItems && !inItem && !inString && depth == 2;
        if (trees == null || !(isItem || (depth == 0 && !skipLine))) {
            return false;
        }
        int ownIndent = lineStart ? indent : NOT_FIRST_ON_LINE;
        int outerIndent = isItem ? Math.max(ownIndent, documentIndent) : ownIndent;
        if (!plain.read(chunk, from, to, outerIndent, !isItem)) {
            return false;
        }
        trees.tree(line, plain.tree(), isItem ? list : NO_LIST);
        line += plain.lines();
        lineStart = false;
        return true;
    }

    private void next(byte value) {
        boolean space = value == ' ' || value == '\t' || value == '\n' || value == '\r';
        if (depth == 0) {
            between(value, space);
        } else {
            inside(value, space);
        }
        if (value == '\n') {
            line++;
            indent = 0;
            lineStart = true;
        } else if (!space) {
            lineStart = false;
        } else if (lineStart) {
            indent++;
        }
    }

    private void between(byte value, boolean space) {
        if (skipLine) {
            skipLine = value != '\n';
        } else if (value == '{') {
            beginDocument();
        } else if (!space && !isSeparator(value)) {
            sink.problem(IssueCode.MALFORMED_OBJECT, line, "neither an object nor an array begins here");
            skipLine = true;
        }
    }

    // A byte order mark, the record separator of RFC 7464, and the array around several objects.
    private static boolean isSeparator(byte value) {
        return value == ','
                || value == '['
                || value == ']'
                || value == 0x1E
                || value == (byte) 0xEF
                || value == (byte) 0xBB
                || value == (byte) 0xBF;
    }

    private void beginDocument() {
        envelope.clear();
        envelope.add('{');
        key.clear();
        list = NO_LIST;
        depth = 1;
        inString = false;
        escaped = false;
        inItems = false;
        isList = false;
        inItem = false;
        broken = false;
        firstByte = true;
        documentLine = line;
        documentIndent = lineStart ? indent : NOT_FIRST_ON_LINE;
    }

    private void beginItem() {
        item.clear();
        item.add('{');
        inItem = true;
        depth++;
        broken = false;
        firstByte = true;
        itemLine = line;
        itemIndent = lineStart ? indent : NOT_FIRST_ON_LINE;
    }

    private void inside(byte value, boolean space) {
        if (inString) {
            string(value);
            return;
        }
        if (value == '{' && lineStart && restart()) {
            return;
        }
        if (firstByte && !space) {
            // Without indentation, as some printers write, it says nothing about where objects begin.
            if (lineStart && inItem && indent <= itemIndent) {
                itemIndent = NOT_FIRST_ON_LINE;
            } else if (lineStart && !inItem && indent <= documentIndent) {
                documentIndent = NOT_FIRST_ON_LINE;
            }
            firstByte = false;
        }
        if (inItems && !inItem) {
            betweenItems(value, space);
            return;
        }
        store(value);
        switch (value) {
            case '"':
                inString = true;
                if (depth == 1) {
                    key.clear();
                    key.add('"');
                }
                break;
            case '{':
                depth++;
                break;
            case '[':
                if (depth == 1 && isItemsKey()) {
                    inItems = true;
                    isList = true;
                    stray = false;
                    list = envelope.copy();
                }
                depth++;
                break;
            case '}':
            case ']':
                close();
                break;
            default:
        }
    }

    private void string(byte value) {
        store(value);
        if (depth == 1) {
            key.add(value);
        }
        if (value == '\n') {
            // A string cannot hold a line break: the object is damaged, and what follows is not part of the string.
            inString = false;
            escaped = false;
            broken = true;
        } else if (escaped) {
            escaped = false;
        } else if (value == '\\') {
            escaped = true;
        } else if (value == '"') {
            inString = false;
        }
    }

    private boolean isItemsKey() {
        return key.length() == ITEMS.length()
                && new String(key.bytes(), 0, key.length(), StandardCharsets.US_ASCII).equals(ITEMS);
    }

    private void betweenItems(byte value, boolean space) {
        if (value == '{' && depth == 2) {
            beginItem();
        } else if (value == ']' && depth == 2) {
            reportStray();
            inItems = false;
            depth--;
            envelope.add(']');
        } else if (value == ',' && depth == 2) {
            reportStray();
        } else if (!space) {
            stray = true;
            if (value == '"') {
                inString = true;
            } else if (value == '[' || value == '{') {
                depth++;
            } else if (depth > 2 && (value == ']' || value == '}')) {
                depth--;
            }
        }
    }

    private void reportStray() {
        if (stray) {
            sink.problem(IssueCode.MALFORMED_OBJECT, line, "an item of the list is not an object; it is left out");
            stray = false;
        }
    }

    private void close() {
        depth--;
        if (inItem && depth == 2) {
            inItem = false;
            deliver(item, itemLine, list);
        } else if (depth == 0 && !isList) {
            deliver(envelope, documentLine, NO_LIST);
        } else if (depth == 0 && !envelope.hasOverflow()) {
            sink.listEnd(envelope.bytes(), envelope.length());
        }
    }

    private void deliver(FrameBuffer frame, long at, byte[] inList) {
        if (frame.hasOverflow()) {
            sink.problem(
                    IssueCode.MALFORMED_OBJECT,
                    at,
                    "the object is larger than " + FrameBuffer.LIMIT + " bytes; it is left out");
        } else if (broken) {
            sink.problem(IssueCode.MALFORMED_OBJECT, at, "a text of the object does not end; it is left out");
        } else {
            sink.object(at, frame.bytes(), frame.length(), inList);
        }
        frame.clear();
        broken = false;
    }

    private boolean restart() {
        if (inItems && !inItem && depth == 2) {
            return false; // where an item begins anyway
        }
        if (documentIndent != NOT_FIRST_ON_LINE && indent <= documentIndent) {
            unfinished(inItem ? itemLine : documentLine);
            beginDocument();
            return true;
        }
        if (inItem && itemIndent != NOT_FIRST_ON_LINE && indent <= itemIndent) {
            unfinished(itemLine);
            depth = 2;
            beginItem();
            return true;
        }
        return false;
    }

    private void unfinished(long at) {
        sink.problem(IssueCode.MALFORMED_OBJECT, at, "the object that begins here does not end; it is left out");
    }

    private void store(byte value) {
        if (inItem) {
            item.add(value);
        } else if (!inItems) {
            envelope.add(value);
        }
    }
}
