package io.policap.capture.packet.content;

import io.policap.capture.packet.payload.tls.ClientHello;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import java.util.List;

/** What a TLS hello says of a connection. */
final class TlsContent {
    /** What is known of a hello before its first byte. */
    static final HelloReading BEGIN = new HelloReading(State.NEED_MORE, ClientHello.NONE);

    private static final Content TLS = new Content(AppProtocol.TLS, "", false, List.of(), false);

    private TlsContent() {}

    /** The content by a hello, which may be cut; without {@code l7} its name only. */
    static Content of(HelloReading reading, boolean l7) {
        String name = reading.hello().serverName();
        boolean tls = l7 && (reading.state() == State.DONE || !name.isEmpty());
        if (name.isEmpty()) {
            return tls ? TLS : Content.NONE;
        }
        return new Content(
                tls ? AppProtocol.TLS : AppProtocol.NOT_SEEN,
                name,
                reading.hello().ech(),
                List.of(),
                false);
    }
}
