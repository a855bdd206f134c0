package io.policap.capture.packet.content;

import org.jspecify.annotations.Nullable;

/** Conversations that take memory, in the order in which they were used, and how much they take in all. */
final class OpenConversations {
    private @Nullable Conversation oldest;
    private @Nullable Conversation newest;
    private int count;
    private long bytes;

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    @Nullable
    Conversation oldest() {
        return oldest;
    }

    /** Makes it the most recently used, with the size it has now. */
    void use(Conversation conversation) {
        if (conversation == newest) {
            bytes -= conversation.counted;
        } else {
            remove(conversation);
            conversation.older = newest;
            if (newest == null) {
                oldest = conversation;
            } else {
                newest.newer = conversation;
            }
            newest = conversation;
            count++;
        }
        conversation.counted = conversation.size();
        bytes += conversation.counted;
    }

    /** Takes it out, if it is there. */
    void remove(Conversation conversation) {
        if (conversation.counted == 0) {
            return;
        }
        Conversation before = conversation.older;
        Conversation after = conversation.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        conversation.older = null;
        conversation.newer = null;
        count--;
        bytes -= conversation.counted;
        conversation.counted = 0;
    }
}
