package io.policap.capture.packet.payload.http;

import io.policap.infer.flow.HttpRequest;
import java.util.List;
import java.util.Optional;

/** Reads the status lines of an HTTP/1 connection's answers, and tells the reader of the requests. */
final class ResponseReader implements ByteRuns {
    private static final int MOST_HELD = 8 << 10;
    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    private enum State {
        HEAD,
        BODY,
        CHUNKS,
        LOST
    }

    private final List<HttpRequest> requests;
    private final RequestReader reader;
    private final HeadCollector head = new HeadCollector();
    private final HeldBytes held = new HeldBytes(MOST_HELD);
    private State state = State.HEAD;
    private ChunkedBody chunks = new ChunkedBody();
    private long bodyLeft;
    private int answered;

    ResponseReader(List<HttpRequest> requests, RequestReader reader) {
        this.requests = requests;
        this.reader = reader;
    }

    boolean over() {
        return state == State.LOST;
    }

    int held() {
        return head.held() + held.held();
    }

    @Override
    public void known(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (early()) {
                held.known(bytes, at, to);
                return;
            }
            switch (state) {
                case HEAD -> at = head(bytes, at, to);
                case BODY -> {
                    int taken = (int) Math.min(bodyLeft, to - at);
                    at += taken;
                    unknown(taken);
                }
                case CHUNKS -> at = chunks(bytes, at, to);
                case LOST -> {
                    return;
                }
            }
        }
    }

    @Override
    public void unknown(long count) {
        if (early()) {
            held.unknown(count);
        } else if (state == State.BODY && count <= bodyLeft) {
            bodyLeft -= count;
            state = bodyLeft == 0 ? State.HEAD : State.BODY;
        } else if (state != State.CHUNKS || !chunks.skip(count)) {
            state = State.LOST;
            head.clear();
        }
    }

    /** Goes on where answers were seen before their requests, as captures of several queues may have them. */
    void requestsCame() {
        if (!held.isEmpty() && answered < requests.size()) {
            held.release(this);
        }
    }

    /** Whether answers came to requests that were not found. */
    boolean answersMore() {
        return !held.isEmpty();
    }

    private boolean early() {
        return state == State.HEAD && answered >= requests.size();
    }

    private int head(byte[] bytes, int from, int to) {
        int end = head.take(bytes, from, to);
        if (end == HeadCollector.MORE) {
            return to;
        }
        int status = end < 0 ? -1 : status();
        Optional<MessageFields> fields = status < 0 ? Optional.empty() : fields();
        if (fields.isEmpty()) {
            state = State.LOST;
        } else if (status >= 200 || status == 101) {
            body(status, fields.get());
            reader.answered(answered++, status);
        }
        head.clear();
        return end < 0 ? to : end;
    }

    private void body(int status, MessageFields fields) {
        String method = requests.get(answered).http().method();
        boolean tunnel = status == 101 || method.equals("CONNECT") && status / 100 == 2;
        if (tunnel) {
            state = State.LOST;
        } else if (method.equals("HEAD") || status == 204 || status == 304) {
            state = State.HEAD;
        } else if (fields.chunked) {
            chunks = new ChunkedBody();
            state = State.CHUNKS;
        } else if (fields.contentLength < 0) {
            // It ends with the connection.
            state = State.LOST;
        } else {
            bodyLeft = fields.contentLength;
            state = bodyLeft == 0 ? State.HEAD : State.BODY;
        }
    }

    private int chunks(byte[] bytes, int from, int to) {
        int end = chunks.take(bytes, from, to);
        if (end == ChunkedBody.MORE) {
            return to;
        }
        state = end == ChunkedBody.BAD ? State.LOST : State.HEAD;
        return end < 0 ? to : end;
    }

    /** The status of a line like {@code HTTP/1.1 200 OK}, -1 where it is none. */
    private int status() {
        byte[] bytes = head.bytes;
        int at = head.from;
        if (head.to - at < STATUS_LINE + 4 || !Tokens.text(bytes, at, at + 7).equals("HTTP/1.")) {
            return -1;
        }
        int status = 0;
        for (int i = at + 9; i < at + STATUS_LINE; i++) {
            int digit = bytes[i] - '0';
            status = digit < 0 || digit > 9 ? -1000 : 10 * status + digit;
        }
        boolean ended = bytes[at + STATUS_LINE] == ' ' || bytes[at + STATUS_LINE] == '\r';
        return bytes[at + 8] == ' ' && ended && status >= 100 ? status : -1;
    }

    private Optional<MessageFields> fields() {
        int at = head.from;
        while (head.bytes[at] != '\n') {
            at++;
        }
        return MessageFields.of(head.bytes, at + 1, head.to);
    }
}
