package io.policap.capture.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses an object of JSON in one pass over the bytes of a file, as long as it is as the API server and {@code kubectl}
 * write it: well-formed, ASCII, with whole numbers of up to nine digits.
 *
 * <p>Gives the tree that {@link ObjectTree} gives. Whatever else it meets, damage above all, makes it give up, and the
 * object is left to {@link JsonFrames} and {@link ObjectTree}, which know what to say of it. One pass of little code
 * takes a fraction of theirs, as most inventories are read before any code is compiled.
 */
final class PlainJson {
    private static final Object NULL = new Object();
    private static final int MOST_DIGITS = 9;
    private static final int LONGEST_NAME = 1_000;

    private final TextPool names = new TextPool(true);
    private final TextPool values = new TextPool(false);
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int lines;
    private int indent;
    private int tokenAt;
    private int outerIndent;
    private boolean listsLeft;
    private Map<String, Object> tree = Map.of();

    /**
     * Reads the object that begins at {@code from}; whether it could be read whole.
     *
     * @param to where the bytes end
     * @param outerIndent an object inside that begins a line with no more indentation may be a new one, and is not read
     * @param listsLeft whether to leave lists, whose items are objects of their own
     */
    boolean read(byte[] source, int from, int to, int outerIndent, boolean listsLeft) {
        this.bytes = source;
        this.at = from + 1;
        this.end = to;
        this.lines = 0;
        this.tokenAt = -1;
        this.outerIndent = outerIndent;
        this.listsLeft = listsLeft;
        Map<String, Object> read = object("", 1);
        tree = read == null ? Map.of() : read;
        return read != null;
    }

    Map<String, Object> tree() {
        return tree;
    }

    /** Where the object ends. */
    int end() {
        return at;
    }

    /** How many lines end inside the object. */
    int lines() {
        return lines;
    }

    // The methods below stand on the first byte of what they read and give null where it is not plain.

    private @Nullable Map<String, Object> object(String parent, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int token = token();
        while (token == '"') {
            String name = text(names);
            if (name == null || name.length() > LONGEST_NAME || token() != ':') {
                return null;
            }
            at++;
            if (listsLeft && depth == 1 && name.equals("items") && token() == '[') {
                return null;
            }
            Object value = value(name, depth);
            if (value == null) {
                return null;
            }
            if (value != NULL && !UnneededFields.has(parent, name, depth)) {
                fields.put(name, value);
            }
            token = token();
            if (token == '}') {
                break;
            }
            if (token != ',') {
                return null;
            }
            at++;
            token = token();
            if (token == '}') {
                return null;
            }
        }
        at++;
        return token == '}' ? fields : null;
    }

    private @Nullable List<Object> array(String parent, int depth) {
        List<Object> items = new ArrayList<>();
        int token = token();
        while (token != ']') {
            Object value = value(parent, depth);
            if (value == null) {
                return null;
            }
            items.add(value == NULL ? Map.of() : value);
            token = token();
            if (token == ',') {
                at++;
                token = token() == ']' ? 0 : ',';
            }
            if (token != ',' && token != ']') {
                return null;
            }
        }
        at++;
        return items;
    }

    private @Nullable Object value(String name, int depth) {
        int token = token();
        if (token == '"') {
            return text(values);
        }
        if (token == '{' || token == '[') {
            boolean maybeNew = token == '{' && indent >= 0 && indent <= outerIndent;
            if (maybeNew || depth >= ObjectTree.MAX_DEPTH) {
                return null;
            }
            at++;
            return token == '{' ? object(name, depth + 1) : array(name, depth + 1);
        }
        switch (token) {
            case 't':
                return literal("true", Boolean.TRUE);
            case 'f':
                return literal("false", Boolean.FALSE);
            case 'n':
                return literal("null", NULL);
            default:
                return number();
        }
    }

    private @Nullable Object literal(String word, Object value) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || bytes[at++] != word.charAt(i)) {
                return null;
            }
        }
        return value;
    }

    private @Nullable Integer number() {
        int from = at;
        int number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < MOST_DIGITS) {
            number = number * 10 + (bytes[at++] - '0');
        }
        // What follows the digits, a fraction or more digits, is met by whoever looks for the next comma.
        boolean leadingZero = at - from > 1 && bytes[from] == '0';
        return at == from || leadingZero ? null : number;
    }

    private @Nullable String text(TextPool pool) {
        byte[] source = bytes;
        int from = at + 1;
        int i = from;
        int to = end;
        while (i < to && source[i] != '"') {
            // Bytes beyond ASCII are negative.
            if (source[i] < ' ' || source[i] == '\\') {
                return pool == values && source[i] == '\\' ? escaped(from, i) : null;
            }
            i++;
        }
        at = i + 1;
        return i < to ? pool.text(source, from, i) : null;
    }

    private @Nullable String escaped(int from, int firstEscape) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < firstEscape; i++) {
            text.append((char) bytes[i]);
        }
        at = firstEscape;
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"') {
            int c = bytes[at++];
            if (c == '\\') {
                c = at < end ? escape(bytes[at++]) : -1;
                if (c < 0) {
                    return null;
                }
            }
            text.append((char) c);
        }
        if (at >= end || bytes[at] != '"') {
            return null;
        }
        at++;
        return text.toString();
    }

    private int escape(byte letter) {
        switch (letter) {
            case '"', '\\', '/':
                return letter;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = at < end ? Character.digit((char) (bytes[at++] & 255), 16) : -1;
                    if (digit < 0) {
                        return -1;
                    }
                    code = code << 4 | digit;
                }
                return code;
            default:
                return -1;
        }
    }

    /** The next byte that is not white space, 0 where there is none or it is beyond ASCII; remembers its indentation. */
    private int token() {
        int lineBegin = -1;
        while (at < end) {
            byte value = bytes[at];
            if (value > ' ') {
                if (at != tokenAt) {
                    indent = lineBegin < 0 ? -1 : at - lineBegin;
                    tokenAt = at;
                }
                return value;
            }
            if (value == '\n') {
                lines++;
                lineBegin = at + 1;
            } else if (value != ' ' && value != '\t' && value != '\r') {
                return 0;
            }
            at++;
        }
        return 0;
    }
}
