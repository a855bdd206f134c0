package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.infer.flow.Content;

/** A conversation of which everything is known that will be. */
final class Settled extends Conversation {
    private final Content content;

    Settled(int connection, Content content) {
        super(connection);
        this.content = content;
    }

    @Override
    void take(Carried carried) {
        // Changes nothing.
    }

    @Override
    boolean isOver() {
        return true;
    }

    @Override
    int size() {
        return LEAST + Sizes.of(content.requests());
    }

    @Override
    Content content() {
        return content;
    }
}
