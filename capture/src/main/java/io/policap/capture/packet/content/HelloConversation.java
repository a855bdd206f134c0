package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.tls.ClientHelloReader;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import io.policap.infer.flow.Content;

/** A TLS hello that takes several segments. */
final class HelloConversation extends Conversation {
    private final StreamBytes begin = new StreamBytes();
    private final boolean l7;
    private HelloReading reading;
    private boolean cut;

    /** One whose first segment said this. */
    HelloConversation(int connection, HelloReading reading, boolean l7) {
        super(connection);
        this.reading = reading;
        this.l7 = l7;
    }

    @Override
    void take(Carried carried) {
        if (!carried.fromClient && carried.directed) {
            return;
        }
        int before = begin.length();
        begin.add(carried.offset, carried.bytes, carried.from, carried.captured);
        cut |= carried.captured < carried.wire && carried.offset <= begin.length();
        if (begin.length() > before) {
            reading = ClientHelloReader.read(begin.bytes(), 0, begin.length());
        }
    }

    @Override
    boolean isOver() {
        return cut || begin.isFull() || reading.state() != State.NEED_MORE;
    }

    @Override
    int size() {
        return LEAST + begin.size();
    }

    @Override
    Content content() {
        return TlsContent.of(reading, l7);
    }
}
