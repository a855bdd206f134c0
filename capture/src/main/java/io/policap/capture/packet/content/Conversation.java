package io.policap.capture.packet.content;

import io.policap.capture.packet.connection.Carried;
import io.policap.infer.flow.Content;
import org.jspecify.annotations.Nullable;

/** What is kept of one connection's content, while more may come. */
abstract class Conversation {
    /** What it takes at least, in bytes: itself and what it consists of. */
    static final int LEAST = 128;

    // Its place among those that are kept, and what it counted for there.
    @Nullable
    Conversation older;

    @Nullable
    Conversation newer;

    final int connection;
    int counted;

    Conversation(int connection) {
        this.connection = connection;
    }

    /** Takes a payload of the connection. */
    abstract void take(Carried carried);

    /** Whether no further payload changes anything, so that only {@link #content} is worth keeping. */
    abstract boolean isOver();

    /** About how many bytes of memory it takes now. */
    abstract int size();

    /** What is known by now. */
    abstract Content content();

    /** What is known when nothing will come any more. */
    Content end() {
        return content();
    }
}
