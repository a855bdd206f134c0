package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.http.HttpStream;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import io.policap.infer.flow.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection whose protocol and requests are wanted, both directions from their first bytes on: of one that was open
 * before the capture began nothing is certain.
 */
final class HttpConversation extends Conversation {
    private static final byte TLS_HANDSHAKE = 0x16;

    /** About what one of its requests takes. */
    private static final int REQUEST = 256;

    /** Itself with a stream that keeps nothing. */
    private static final int BASE = 1 << 10;

    private final HttpStream stream = new HttpStream();
    private final RequestPool pool;
    private final StreamPlace client = new StreamPlace();
    private final StreamPlace server = new StreamPlace();

    /** Up to where the client's bytes were seen, and up to where the server says it has them. */
    private long seen;

    private long acknowledged;
    private @Nullable HelloConversation hello;
    private boolean noHello;

    HttpConversation(int connection, RequestPool pool) {
        super(connection);
        this.pool = pool;
    }

    @Override
    void take(Carried carried) {
        if (!carried.startKnown) {
            return;
        }
        if (carried.fromClient) {
            fromClient(carried);
            return;
        }
        stream.serverAnswered(server.of(carried.offset), carried.bytes, carried.from, carried.captured, carried.wire);
        if (carried.acknowledges) {
            acknowledged = Math.max(acknowledged, client.of(carried.acknowledged));
        }
    }

    private void fromClient(Carried carried) {
        long at = client.of(carried.offset);
        seen = Math.max(seen, at + carried.wire);
        if (at == 0 && carried.captured > 0 && carried.bytes[carried.from] != TLS_HANDSHAKE) {
            noHello = true;
            hello = null;
        }
        if (!noHello && at < StreamBytes.MOST) {
            if (hello == null) {
                hello = new HelloConversation(connection, TlsContent.BEGIN, true);
            }
            hello.take(carried);
        }
        stream.accept(at, carried.bytes, carried.from, carried.captured, carried.wire);
    }

    @Override
    boolean isOver() {
        return stream.over() && (hello == null || hello.isOver());
    }

    @Override
    int size() {
        int ofHello = hello == null ? 0 : hello.size();
        return BASE + stream.held() + ofHello + stream.requests().size() * REQUEST;
    }

    @Override
    Content end() {
        stream.finish();
        return content();
    }

    @Override
    Content content() {
        HelloConversation said = hello;
        Content tls = said == null ? Content.NONE : said.content();
        if (tls.protocol() == AppProtocol.TLS) {
            return tls;
        }
        List<HttpRequest> requests = pool.of(stream.requests());
        // The number after the last byte is a FIN's.
        boolean complete = stream.complete() && acknowledged <= seen + 1;
        return new Content(protocol(), HttpNames.host(stream), false, requests, complete);
    }

    private AppProtocol protocol() {
        return switch (stream.protocol()) {
            case HTTP1, HTTP2 -> stream.upgraded() ? AppProtocol.UPGRADED : AppProtocol.HTTP;
            case TLS -> AppProtocol.TLS;
            case OTHER -> AppProtocol.OTHER;
            case NOT_SEEN -> AppProtocol.NOT_SEEN;
        };
    }
}
