package io.policap.capture.packet.payload.http.h2;

import java.util.function.LongConsumer;

/** The server's direction of an HTTP/2 connection: what its settings allow the client's compression. */
public final class ServerFrames implements FrameReader.Sink {
    private static final int ACK = 1;
    private static final int SETTING_LENGTH = 6;
    private static final int HEADER_TABLE_SIZE = 1;

    private final FrameReader frames = new FrameReader(this);
    private final LongConsumer tableSize;
    private boolean begun;
    private boolean foreign;

    /** @param tableSize gets every SETTINGS_HEADER_TABLE_SIZE (RFC 9113, 6.5.2) */
    public ServerFrames(LongConsumer tableSize) {
        this.tableSize = tableSize;
    }

    /** Bytes that are kept of a frame that has not ended. */
    public int held() {
        return frames.held();
    }

    /** The next bytes. */
    public void known(byte[] bytes, int from, int to) {
        frames.known(bytes, from, to);
    }

    /** Missing bytes; where they are more than the rest of a payload, no further setting is found. */
    public void unknown(long count) {
        frames.unknown(count);
    }

    /** Whether the server does not begin with SETTINGS, so that it does not speak HTTP/2. */
    public boolean foreign() {
        return foreign;
    }

    @Override
    public FrameReader.Use use(int type, int flags, int stream, int length) {
        if (!begun && (type != FrameReader.SETTINGS || (flags & ACK) != 0 || stream != 0)) {
            foreign = true;
            return FrameReader.Use.REFUSE;
        }
        begun = true;
        if (type != FrameReader.SETTINGS) {
            return FrameReader.Use.SKIP;
        }
        return length % SETTING_LENGTH == 0 ? FrameReader.Use.COLLECT : FrameReader.Use.REFUSE;
    }

    @Override
    public boolean frame(int type, int flags, int stream, byte[] bytes, int length) {
        for (int at = 0; at < length; at += SETTING_LENGTH) {
            if (bytes[at] == 0 && bytes[at + 1] == HEADER_TABLE_SIZE) {
                tableSize.accept((bytes[at + 2] & 0xFFL) << 24
                        | (bytes[at + 3] & 0xFF) << 16
                        | (bytes[at + 4] & 0xFF) << 8
                        | bytes[at + 5] & 0xFF);
            }
        }
        return true;
    }
}
