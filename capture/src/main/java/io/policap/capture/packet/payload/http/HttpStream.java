package io.policap.capture.packet.payload.http;

import static java.util.Objects.checkFromIndexSize;

import io.policap.infer.flow.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The HTTP requests of one TCP connection, from its packets' payloads in the order of their capture.
 *
 * <p>Requests are found only where it is certain that they were sent: nothing is looked for behind bytes that are missing,
 * malformed or ambiguous, except where an announced length says what they were. Memory is bounded: a few hundred KiB at
 * worst, next to none between whole requests.
 */
public final class HttpStream {
    /** Requests read of one connection; with more it is not complete. */
    public static final int MOST_REQUESTS = 4096;

    private static final int MOST_HELD = 8 << 10;

    private final List<HttpRequest> requests = new ArrayList<>(1);
    private final ProtocolStart start = new ProtocolStart();
    private final HeldBytes serverHeld = new HeldBytes(MOST_HELD);
    private final SegmentOrder client = new SegmentOrder(new Client());
    private final SegmentOrder server = new SegmentOrder(new Server());
    private Conversation conversation = Conversation.NONE;

    /**
     * Takes a segment of the client.
     *
     * @param relativeSequence the place of its first byte, 0 for the first byte that the client sent in this connection; may
     *     be negative for bytes before it, which are ignored
     * @param from where its captured bytes begin in {@code bytes}, which is read during the call only
     * @param capturedLength how many of its bytes were captured
     * @param wireLength how many it had; fewer than captured count as equal
     */
    public void accept(long relativeSequence, byte[] bytes, int from, int capturedLength, int wireLength) {
        checkFromIndexSize(from, capturedLength, bytes.length);
        if (!over()) {
            client.accept(relativeSequence, bytes, from, capturedLength, wireLength);
            conversation.clientSpoke();
        }
    }

    /** Takes a segment of the server; arguments as for {@link #accept}, relative to the server's first byte. */
    public void serverAnswered(long relativeSequence, byte[] bytes, int from, int capturedLength, int wireLength) {
        checkFromIndexSize(from, capturedLength, bytes.length);
        if (!over()) {
            server.accept(relativeSequence, bytes, from, capturedLength, wireLength);
        }
    }

    /** Says that no segment will follow: gaps that are still open count as lost, and what waited behind them is read. */
    public void finish() {
        client.finish();
        conversation.clientSpoke();
        server.finish();
    }

    /** Whether no further segment can change anything, so that none needs to be given. */
    public boolean over() {
        return start.decided() && conversation.over();
    }

    /** The protocol by the client's first bytes. */
    public ClientProtocol protocol() {
        ClientProtocol protocol = start.protocol();
        if (protocol != ClientProtocol.HTTP1 || conversation.http()) {
            return protocol;
        }
        return conversation.tooFew() ? ClientProtocol.NOT_SEEN : ClientProtocol.OTHER;
    }

    /** The requests found so far, in the order in which they were sent. */
    public List<HttpRequest> requests() {
        return Collections.unmodifiableList(requests);
    }

    /**
     * Whether this is HTTP and every request was read, from the client's first byte to its last that was seen, or to where
     * the connection changed its protocol. A body that has not ended leaves it complete; a head does not, nor does a
     * request that asked for another protocol and was not seen answered, or more answers than requests.
     */
    public boolean complete() {
        return conversation.complete() && !client.gapOpen();
    }

    /**
     * Whether the connection, or a stream of it, changed to something that is not HTTP requests: an answer 101 (h2c too), a
     * CONNECT that was answered by success, or any CONNECT in HTTP/2.
     */
    public boolean upgraded() {
        return conversation.upgraded();
    }

    /** About how many bytes of payload are kept at present. */
    public int held() {
        return client.held() + server.held() + serverHeld.held() + conversation.held();
    }

    private void begin() {
        conversation = switch (start.protocol()) {
            case HTTP1 -> new Http1Conversation(requests, MOST_REQUESTS);
            case HTTP2 -> new Http2Conversation(requests, MOST_REQUESTS);
            case TLS, OTHER, NOT_SEEN -> Conversation.NONE;
        };
        start.release(conversation.client());
        serverHeld.release(conversation.server());
    }

    private final class Client implements ByteRuns {
        @Override
        public void known(byte[] bytes, int from, int to) {
            int rest = from;
            if (!start.decided()) {
                rest = start.take(bytes, from, to);
                if (!start.decided()) {
                    return;
                }
                begin();
            }
            if (rest < to) {
                conversation.client().known(bytes, rest, to);
            }
        }

        @Override
        public void unknown(long count) {
            if (start.decided()) {
                conversation.client().unknown(count);
            } else {
                start.lose();
            }
        }
    }

    private final class Server implements ByteRuns {
        @Override
        public void known(byte[] bytes, int from, int to) {
            reader().known(bytes, from, to);
        }

        @Override
        public void unknown(long count) {
            reader().unknown(count);
        }

        private ByteRuns reader() {
            return start.decided() ? conversation.server() : serverHeld;
        }
    }
}
