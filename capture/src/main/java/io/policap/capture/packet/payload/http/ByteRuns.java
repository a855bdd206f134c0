package io.policap.capture.packet.payload.http;

/** One direction of a connection, in order, each byte once. */
interface ByteRuns {
    /** The next bytes; the array is lent for the call. */
    void known(byte[] bytes, int from, int to);

    /** The next {@code count} bytes are missing: they were lost, or cut off by the snap length. */
    void unknown(long count);
}
