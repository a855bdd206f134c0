package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.capture.packet.payload.dns.DnsStream;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.Content;
import java.util.List;

/** DNS over TCP: its messages are delivered as they end. */
final class DnsConversation extends Conversation {
    private static final Content OTHER = new Content(AppProtocol.OTHER, "", false, List.of(), false);

    private final NameLookups lookups;
    private final Direction client;
    private final Direction server;
    private final boolean l7;
    private int taken = LEAST;

    private static final class Direction {
        private final DnsStream stream;
        private int next;
        private boolean begun;

        private Direction(DnsStream stream) {
            this.stream = stream;
        }
    }

    DnsConversation(int connection, NameLookups lookups, boolean l7) {
        super(connection);
        this.lookups = lookups;
        this.l7 = l7;
        client = new Direction(new DnsStream(lookups.reader()));
        server = new Direction(new DnsStream(lookups.reader()));
    }

    @Override
    void take(Carried carried) {
        Direction direction = carried.fromClient ? client : server;
        int known = direction.begun ? direction.next - carried.offset : 0;
        direction.begun = true;
        if (known >= carried.wire) {
            return;
        }
        if (known < 0) {
            direction.stream.gap(message -> lookups.message(message, carried));
        }
        int skipped = Math.max(0, known);
        if (carried.captured > skipped) {
            direction.stream.accept(
                    carried.bytes,
                    carried.from + skipped,
                    carried.captured - skipped,
                    message -> lookups.message(message, carried));
        }
        if (carried.captured < carried.wire) {
            direction.stream.gap(message -> lookups.message(message, carried));
        }
        direction.next = carried.offset + carried.wire;
        taken = Math.min(2 << 16, Math.max(taken, LEAST + 2 * carried.wire));
    }

    @Override
    boolean isOver() {
        return false;
    }

    @Override
    int size() {
        return taken;
    }

    @Override
    Content content() {
        return l7 ? OTHER : Content.NONE;
    }
}
