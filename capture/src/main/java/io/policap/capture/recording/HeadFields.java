package io.policap.capture.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the names of an object's fields from bytes that may end anywhere, by strings and brackets alone: this is done for
 * every file before anything else, when a parser would take longer to be loaded than to parse.
 */
final class HeadFields {
    private final byte[] head;
    private int at;

    private HeadFields(byte[] head, int from) {
        this.head = head;
        this.at = from;
    }

    /**
     * The fields of the object that begins there, or of the first in an array that does, up to where the bytes end or are
     * no JSON; each with whether its value is an object.
     */
    static Map<String, Boolean> at(byte[] head, int from) {
        HeadFields reader = new HeadFields(head, from);
        if (reader.token() == '[') {
            reader.at++;
        }
        return reader.fields();
    }

    private Map<String, Boolean> fields() {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        if (token() != '{') {
            return fields;
        }
        do {
            at++;
            int nameBegin = token() == '"' ? at + 1 : 0;
            if (nameBegin == 0 || !skipString()) {
                return fields;
            }
            int nameEnd = at - 1;
            if (token() != ':') {
                return fields;
            }
            at++;
            int first = token();
            if ("\"{[tfn-0123456789".indexOf(first) < 0) {
                return fields;
            }
            fields.put(new String(head, nameBegin, nameEnd - nameBegin, UTF_8), first == '{');
            skipValue(first);
        } while (token() == ',');
        return fields;
    }

    private void skipValue(int first) {
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            while (at < head.length && "+-.".indexOf(head[at]) >= 0 || Character.isLetterOrDigit(byteAt())) {
                at++;
            }
        }
    }

    private int byteAt() {
        return at < head.length ? head[at] & 255 : ' ';
    }

    private void skipNested() {
        int depth = 0;
        while (at < head.length) {
            byte value = head[at];
            if (value == '"') {
                if (!skipString()) {
                    return;
                }
                continue;
            }
            if (value == '{' || value == '[') {
                depth++;
            } else if (value == '}' || value == ']') {
                depth--;
            }
            at++;
            if (depth == 0) {
                return;
            }
        }
    }

    /** Stands behind the string that begins here; false, and at the end of all, where it does not end as it should. */
    private boolean skipString() {
        byte[] bytes = head;
        int i = at + 1;
        while (i < bytes.length && bytes[i] != '"') {
            // A text cannot hold a line break: a torn line ends here.
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                i = bytes.length;
            } else {
                i += bytes[i] == '\\' ? 2 : 1;
            }
        }
        at = Math.min(bytes.length, i + 1);
        return i < bytes.length;
    }

    /** The next byte that is not white space, 0 at the end. */
    private int token() {
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at < head.length ? head[at] : 0;
    }
}
