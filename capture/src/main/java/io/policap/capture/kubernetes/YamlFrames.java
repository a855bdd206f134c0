package io.policap.capture.kubernetes;

import io.policap.infer.issue.IssueCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts YAML into objects without parsing it: documents, and each item of a list's {@code items}.
 *
 * <p>Block YAML is delimited by indentation, so lines are all it looks at; one damaged object costs that object.
 */
final class YamlFrames {
    private static final byte[] NO_LIST = new byte[0];
    private static final int NO_ITEM_YET = -1;

    // The parser takes time with the square of a line's length, and refuses objects above 3 MiB by itself.
    private static final int MAX_OBJECT = 3 << 20;
    private static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final FrameSink sink;
    private final FrameBuffer current = new FrameBuffer();
    private final FrameBuffer envelope = new FrameBuffer();
    private final FrameBuffer item = new FrameBuffer();
    private byte[] list = NO_LIST;
    private long line;
    private long documentLine;
    private long itemLine;
    private boolean inItems;
    private boolean isList;
    private boolean inItem;
    private int itemIndent;
    private boolean documentHasContent;
    private boolean longLine;

    YamlFrames(InputStream in, FrameSink sink) {
        this.in = in;
        this.sink = sink;
    }

    void read() throws IOException {
        beginDocument(1);
        byte[] chunk = new byte[1 << 16];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    endLine();
                } else {
                    current.add(chunk[i]);
                }
            }
        }
        if (current.length() > 0) {
            endLine();
        }
        endDocument();
    }

    private void endLine() {
        line++;
        byte[] bytes = current.bytes();
        int length = current.length();
        while (length > 0 && (bytes[length - 1] == '\r' || bytes[length - 1] == ' ')) {
            length--;
        }
        if (startsWith(bytes, length, "---") && (length == 3 || bytes[3] == ' ' || bytes[3] == '\t')) {
            endDocument();
            beginDocument(line);
            for (int i = 0; i < 3; i++) {
                bytes[i] = ' ';
            }
            take(bytes, length);
        } else if (startsWith(bytes, length, "...") && length == 3) {
            endDocument();
            beginDocument(line + 1);
        } else {
            take(bytes, length);
        }
        current.clear();
    }

    private void take(byte[] bytes, int length) {
        int indent = 0;
        while (indent < length && bytes[indent] == ' ') {
            indent++;
        }
        boolean empty = indent == length || bytes[indent] == '#';
        if (inItems && !empty && !takeInItems(bytes, length, indent)) {
            endItem();
            inItems = false;
        }
        if (inItems) {
            if (empty && inItem) {
                append(item, bytes, length);
            }
            return;
        }
        if (!empty && !documentHasContent) {
            documentHasContent = true;
            documentLine = line;
        }
        if (length == 6 && startsWith(bytes, length, "items:")) {
            inItems = true;
            isList = true;
            itemIndent = NO_ITEM_YET;
            list = envelope.copy();
        } else {
            append(envelope, bytes, length);
        }
    }

    private boolean takeInItems(byte[] bytes, int length, int indent) {
        boolean dash = bytes[indent] == '-' && (indent + 1 == length || bytes[indent + 1] == ' ');
        if (dash && (itemIndent == NO_ITEM_YET || indent == itemIndent)) {
            endItem();
            itemIndent = indent;
            inItem = true;
            itemLine = line;
            item.clear();
            bytes[indent] = ' ';
            append(item, bytes, length);
            return true;
        }
        if (itemIndent != NO_ITEM_YET && indent > itemIndent) {
            append(item, bytes, length);
            return true;
        }
        return false;
    }

    private void endItem() {
        if (inItem) {
            inItem = false;
            deliver(item, itemLine, list);
        }
    }

    private void beginDocument(long at) {
        envelope.clear();
        item.clear();
        longLine = false;
        list = NO_LIST;
        documentLine = at;
        documentHasContent = false;
        inItems = false;
        isList = false;
        inItem = false;
    }

    private void endDocument() {
        endItem();
        if (!isList && documentHasContent) {
            deliver(envelope, documentLine, NO_LIST);
        }
    }

    private void deliver(FrameBuffer frame, long at, byte[] inList) {
        if (longLine || frame.length() > MAX_OBJECT) {
            sink.problem(
                    IssueCode.MALFORMED_OBJECT,
                    at,
                    "the object is larger than " + MAX_OBJECT + " bytes or has a line of more than " + MAX_LINE
                            + "; it is left out, read it as JSON instead (kubectl get -o json)");
        } else {
            sink.object(at, frame.bytes(), frame.length(), inList);
        }
        frame.clear();
        longLine = false;
    }

    private void append(FrameBuffer frame, byte[] bytes, int length) {
        longLine |= length > MAX_LINE;
        frame.addAll(bytes, length);
        frame.add('\n');
    }

    private static boolean startsWith(byte[] bytes, int length, String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
