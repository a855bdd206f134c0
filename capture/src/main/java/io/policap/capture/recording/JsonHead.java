package io.policap.capture.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of the JSON objects with which content begins, as far as the bytes at hand show them; each found once. */
final class JsonHead {
    /** Lines tried after a first one that says nothing: other programs print before their JSON. */
    private static final int MOST_LINES = 50;

    private final byte[] head;
    private final List<Map<String, Boolean>> known = new ArrayList<>();
    private int line;
    private int at;

    JsonHead(byte[] head) {
        this.head = head;
    }

    /** Decides on the fields of one object, each with whether its value is an object. */
    interface Question {
        boolean holdsFor(Map<String, Boolean> fields);
    }

    /** Whether it holds for the first object, or for one that begins a later line. */
    boolean any(Question question) {
        for (int i = 0; i < known.size() || findNext(); i++) {
            if (question.holdsFor(known.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean findNext() {
        int before = known.size();
        while (known.size() == before && line < MOST_LINES && at < head.length) {
            int first = line == 0 ? firstOfContent() : at;
            if (first < head.length && (head[first] == '{' || (line == 0 && head[first] == '['))) {
                known.add(HeadFields.at(head, first));
            }
            line++;
            while (at < head.length && head[at] != '\n') {
                at++;
            }
            at++;
        }
        return known.size() > before;
    }

    private int firstOfContent() {
        int from =
                head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
        while (from < head.length
                && (head[from] == ' ' || head[from] == '\n' || head[from] == '\r' || head[from] == '\t')) {
            from++;
        }
        return from;
    }
}
