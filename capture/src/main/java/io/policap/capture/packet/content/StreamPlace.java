package io.policap.capture.packet.content;

/** Places in a stream that may be longer than sequence numbers can count. */
final class StreamPlace {
    private long last;

    /** The place nearest to the one before that has these lower 32 bits. */
    long of(int offset) {
        last += offset - (int) last;
        return last;
    }
}
