package io.policap.capture.packet.payload.http.h2;

/** Cuts one direction of an HTTP/2 connection into frames (RFC 9113, 4.1), and collects the payloads that are wanted. */
final class FrameReader {
    static final int HEADERS = 1;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int CONTINUATION = 9;

    /** The most of a payload that is collected, in bytes. */
    static final int LARGEST = 64 << 10;

    private static final int HEADER_LENGTH = 9;
    private static final byte[] NONE = {};

    /** What to do with a frame. */
    enum Use {
        COLLECT,
        SKIP,
        REFUSE
    }

    /** Judges frames by their headers, and takes the payloads it asked for. */
    interface Sink {
        Use use(int type, int flags, int stream, int length);

        /** False where the connection cannot be read any further. */
        boolean frame(int type, int flags, int stream, byte[] bytes, int length);
    }

    private final Sink sink;
    private final byte[] header = new byte[HEADER_LENGTH];
    private int headerSeen;
    private byte[] payload = NONE;
    private int payloadSeen;
    private boolean collecting;
    private int left;
    private boolean lost;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    boolean lost() {
        return lost;
    }

    /** Whether a frame has begun of which it matters what it is. */
    boolean open() {
        return headerSeen > 0 && (headerSeen < HEADER_LENGTH || collecting);
    }

    int held() {
        return payload.length;
    }

    void lose() {
        lost = true;
        payload = NONE;
    }

    void known(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !lost) {
            if (headerSeen < HEADER_LENGTH) {
                header[headerSeen++] = bytes[at++];
                if (headerSeen == HEADER_LENGTH) {
                    begin();
                }
            } else {
                int taken = Math.min(left, to - at);
                if (collecting) {
                    System.arraycopy(bytes, at, payload, payloadSeen, taken);
                    payloadSeen += taken;
                }
                at += taken;
                pass(taken);
            }
        }
    }

    void unknown(long count) {
        if (headerSeen < HEADER_LENGTH || collecting || count > left) {
            lose();
        } else if (!lost) {
            pass((int) count);
        }
    }

    private void begin() {
        left = (header[0] & 0xFF) << 16 | (header[1] & 0xFF) << 8 | header[2] & 0xFF;
        Use use = sink.use(header[3], header[4], stream(), left);
        if (use == Use.REFUSE || use == Use.COLLECT && left > LARGEST) {
            lose();
            return;
        }
        collecting = use == Use.COLLECT;
        if (collecting) {
            payload = new byte[left];
            payloadSeen = 0;
        }
        pass(0);
    }

    private void pass(int count) {
        left -= count;
        if (left > 0) {
            return;
        }
        headerSeen = 0;
        byte[] whole = payload;
        payload = NONE;
        if (collecting && !sink.frame(header[3], header[4], stream(), whole, payloadSeen)) {
            lose();
        }
        collecting = false;
    }

    private int stream() {
        return (header[5] & 0x7F) << 24 | (header[6] & 0xFF) << 16 | (header[7] & 0xFF) << 8 | header[8] & 0xFF;
    }
}
