package io.policap.capture.packet.payload.http;

/** Both directions of one connection in one version of HTTP. */
sealed interface Conversation permits Http1Conversation, Http2Conversation, Conversation.None {
    Conversation NONE = new None();

    ByteRuns client();

    ByteRuns server();

    /** Whether this looks like HTTP at all. */
    boolean http();

    /** Whether too few of the first bytes are there to tell. */
    default boolean tooFew() {
        return false;
    }

    /** Whether nothing that follows can change anything. */
    boolean over();

    boolean complete();

    boolean upgraded();

    /** About how many bytes are kept of what was not read to its end. */
    int held();

    /** Called after client bytes, before server bytes that were captured later. */
    void clientSpoke();

    /** No HTTP. */
    final class None implements Conversation, ByteRuns {
        private None() {}

        @Override
        public ByteRuns client() {
            return this;
        }

        @Override
        public ByteRuns server() {
            return this;
        }

        @Override
        public void known(byte[] bytes, int from, int to) {}

        @Override
        public void unknown(long count) {}

        @Override
        public boolean http() {
            return false;
        }

        @Override
        public boolean over() {
            return true;
        }

        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public boolean upgraded() {
            return false;
        }

        @Override
        public int held() {
            return 0;
        }

        @Override
        public void clientSpoke() {}
    }
}
