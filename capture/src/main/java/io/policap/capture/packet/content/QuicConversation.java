package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.quic.QuicHello;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import io.policap.infer.flow.Content;

/** The first datagrams of a client that may speak QUIC. */
final class QuicConversation extends Conversation {
    private static final int HELD = 16 << 10;

    private final QuicHello hello = new QuicHello();
    private final boolean l7;

    QuicConversation(int connection, boolean l7) {
        super(connection);
        this.l7 = l7;
    }

    @Override
    void take(Carried carried) {
        hello.accept(carried.bytes, carried.from, carried.captured);
    }

    @Override
    boolean isOver() {
        return hello.reading().state() != State.NEED_MORE;
    }

    @Override
    int size() {
        return HELD;
    }

    @Override
    Content content() {
        return TlsContent.of(hello.reading(), l7);
    }
}
