package io.policap.capture.packet.payload.http;

import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import java.util.List;
import java.util.Optional;

/**
 * Reads the requests of an HTTP/1 connection, one behind the other.
 *
 * <p>Where the next one begins must be certain: what is malformed, or could be read in two ways, ends the reading. Behind a
 * request that may change the protocol it waits for the answer.
 */
final class RequestReader implements ByteRuns {
    private static final int MOST_HELD = 64 << 10;
    private static final int LONGEST_METHOD_SEEN = 40;

    private enum State {
        HEAD,
        BODY,
        CHUNKS,
        ANSWER_AWAITED,
        CLOSED,
        SWITCHED,
        LOST
    }

    private final List<HttpRequest> found;
    private final int most;
    private final HeadCollector head = new HeadCollector();
    private final HeldBytes held = new HeldBytes(MOST_HELD);
    private State state = State.HEAD;
    private boolean http;
    private boolean upgraded;

    /** Of the request that was read last. */
    private long bodyLeft;

    private ChunkedBody chunks = new ChunkedBody();
    private boolean mayUpgrade;
    private boolean tunnel;
    private boolean lastOne;
    private boolean expectsAnswer;
    private boolean emptyLine;
    private boolean lineJudged;
    private boolean tooFew;
    private int status;

    RequestReader(List<HttpRequest> found, int most) {
        this.found = found;
        this.most = most;
    }

    /** Whether the first line is a request line, as far as it is there. */
    boolean http() {
        return http;
    }

    /** Whether the first line began as one of HTTP may, and no more of it was there. */
    boolean tooFew() {
        return tooFew && !http;
    }

    boolean upgraded() {
        return upgraded;
    }

    /** Whether nothing but whole requests was read so far, and of what is open only a body is missing. */
    boolean complete() {
        boolean open = state == State.HEAD && head.begun() || state == State.ANSWER_AWAITED;
        return state != State.LOST && !open && !found.isEmpty();
    }

    /** Whether no further byte can matter. */
    boolean over() {
        return state == State.LOST || state == State.SWITCHED;
    }

    int held() {
        return head.held() + held.held();
    }

    @Override
    public void known(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            switch (state) {
                case HEAD -> at = head(bytes, at, to);
                case BODY -> at = body(bytes, at, to);
                case CHUNKS -> at = chunks(bytes, at, to);
                case ANSWER_AWAITED -> {
                    held.known(bytes, at, to);
                    return;
                }
                case CLOSED -> lose();
                case SWITCHED, LOST -> {
                    return;
                }
            }
        }
    }

    @Override
    public void unknown(long count) {
        switch (state) {
            case BODY -> {
                if (bodyUncertain()) {
                    return;
                }
                if (count > bodyLeft) {
                    lose();
                } else {
                    bodyLeft -= count;
                    endBody(bodyLeft == 0);
                }
            }
            case CHUNKS -> {
                if (!bodyUncertain() && !chunks.skip(count)) {
                    lose();
                }
            }
            case ANSWER_AWAITED -> held.unknown(count);
            case HEAD, CLOSED -> lose();
            case SWITCHED, LOST -> {
                // What follows is not read.
            }
        }
    }

    /** Takes the status of a request's answer: 101, or a final one. */
    void answered(int request, int answer) {
        boolean switches = answer == 101 || tunnel && request == found.size() - 1 && answer / 100 == 2;
        upgraded |= switches;
        if (request < found.size() - 1) {
            if (switches) {
                lose();
            }
            return;
        }
        status = answer;
        if (state == State.ANSWER_AWAITED) {
            nextRequest();
            held.release(this);
        } else if (switches && state == State.HEAD) {
            boolean nothingFollowed = !head.begun();
            lose();
            state = nothingFollowed ? State.SWITCHED : State.LOST;
        }
    }

    private int head(byte[] bytes, int from, int to) {
        int end = head.take(bytes, from, to);
        if (!lineJudged) {
            judgeLine();
        }
        if (end < 0) {
            if (end == HeadCollector.BAD) {
                lose();
            }
            return to;
        }
        if (head.to - head.from == 2) {
            // One is tolerated by every server: old clients end their bodies with it.
            if (found.isEmpty() || emptyLine) {
                lose();
            }
            emptyLine = true;
        } else if (!request()) {
            lose();
        }
        head.clear();
        lineJudged = false;
        return end;
    }

    /** By the method as soon as it is there, so that pieces make no difference; by the version once the line ended. */
    private void judgeLine() {
        int to = Math.min(head.to, head.from + LONGEST_METHOD_SEEN);
        boolean first = found.isEmpty();
        boolean emptyLineBegins = !first && head.to > head.from && head.bytes[head.from] == '\r';
        boolean possible = emptyLineBegins || RequestLine.possible(head.bytes, head.from, to);
        lineJudged = head.lines() > 0;
        tooFew = first && possible && !lineJudged;
        if (first) {
            http = possible
                    && (lineJudged
                            ? RequestLine.saysHttp(head.bytes, head.from, head.to)
                            : http || RequestLine.common(head.bytes, head.from, to));
        }
        if (!possible) {
            lose();
        }
    }

    private boolean request() {
        Optional<RequestLine> line = RequestLine.of(head.bytes, head.from, head.to);
        if (line.isEmpty() || found.size() >= most) {
            return false;
        }
        RequestLine first = line.get();
        Optional<RequestTarget> asked = RequestTarget.of(first.method(), first.target());
        Optional<MessageFields> read = MessageFields.of(head.bytes, first.end(), head.to);
        if (asked.isEmpty() || read.isEmpty() || read.get().encoded() && !first.version11()) {
            return false;
        }
        MessageFields fields = read.get();
        RequestTarget target = asked.get();
        String host = target.host().isEmpty() ? fields.host : target.host();
        found.add(
                new HttpRequest(new Layer7.Http(false, first.method(), host, target.path(), 0, fields.names()), false));
        tunnel = first.method().equals("CONNECT");
        mayUpgrade = tunnel || fields.upgrade;
        lastOne = fields.close || !first.version11() && !fields.keepAlive;
        expectsAnswer = fields.expect;
        status = 0;
        emptyLine = false;
        if (tunnel && (fields.encoded() || fields.contentLength > 0)) {
            // The body of a CONNECT has no meaning; readers differ (RFC 9110, 9.3.6).
            return false;
        }
        begin(fields);
        return true;
    }

    private void begin(MessageFields fields) {
        if (fields.chunked) {
            chunks = new ChunkedBody();
            state = State.CHUNKS;
        } else {
            bodyLeft = Math.max(0, fields.contentLength);
            state = State.BODY;
            endBody(bodyLeft == 0);
        }
    }

    private int body(byte[] bytes, int from, int to) {
        if (bodyUncertain()) {
            return to;
        }
        int taken = (int) Math.min(bodyLeft, to - from);
        bodyLeft -= taken;
        endBody(bodyLeft == 0);
        return from + taken;
    }

    private int chunks(byte[] bytes, int from, int to) {
        if (bodyUncertain()) {
            return to;
        }
        int end = chunks.take(bytes, from, to);
        if (end == ChunkedBody.BAD) {
            lose();
        }
        endBody(end >= 0);
        return end < 0 ? to : end;
    }

    /** A client that was answered before it sent the body it announced may leave the body out (RFC 9110, 10.1.1). */
    private boolean bodyUncertain() {
        if (expectsAnswer && status >= 200) {
            lose();
            return true;
        }
        expectsAnswer = false;
        return false;
    }

    private void endBody(boolean ended) {
        if (ended) {
            state = mayUpgrade && status == 0 ? State.ANSWER_AWAITED : state;
            if (state != State.ANSWER_AWAITED) {
                nextRequest();
            }
        }
    }

    private void nextRequest() {
        if (status == 101 || tunnel && status / 100 == 2) {
            state = State.SWITCHED;
        } else {
            state = lastOne ? State.CLOSED : State.HEAD;
        }
    }

    private void lose() {
        state = State.LOST;
        head.clear();
        held.release(this);
    }
}
