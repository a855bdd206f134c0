package io.policap.capture.packet.connection;

import io.policap.infer.flow.Content;

/** Who looks at what connections carry. */
public interface ContentSink {
    /** Looks at nothing. */
    ContentSink NONE = new ContentSink() {
        @Override
        public void payload(Carried carried) {
            // Nobody asked.
        }

        @Override
        public Content content(int connection, boolean silentClient) {
            return Content.NONE;
        }

        @Override
        public Content end(int connection, boolean silentClient) {
            return Content.NONE;
        }
    };

    /** Takes the payload of a packet that was not seen before; in the order in which they were captured. */
    void payload(Carried carried);

    /**
     * What a connection carried until now.
     *
     * @param silentClient whether its numbers prove that the client sent no byte
     */
    Content content(int connection, boolean silentClient);

    /** What it carried in all; what was kept of it is given back, as its number will be another's. */
    Content end(int connection, boolean silentClient);
}
