package io.policap.capture.packet.payload.http.h2;

import java.util.Arrays;

/**
 * The client's direction of an HTTP/2 connection behind its preface: every header block, in order, as the compression's
 * state depends on all of them.
 */
public final class ClientFrames implements FrameReader.Sink {
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_LENGTH = 5;
    private static final byte[] NONE = {};

    private final FrameReader frames = new FrameReader(this);
    private final HpackDecoder hpack = new HpackDecoder(RequestBlock::kept);
    private final RequestSink sink;
    private boolean begun;

    /** The stream of a header block that has not ended, else 0. */
    private int blockStream;

    private byte[] block = NONE;
    private int lastStream;

    public ClientFrames(RequestSink sink) {
        this.sink = sink;
    }

    /** The next bytes. */
    public void known(byte[] bytes, int from, int to) {
        frames.known(bytes, from, to);
    }

    /** Missing bytes; unless they are the payload of a frame without headers, nothing further is read. */
    public void unknown(long count) {
        frames.unknown(count);
    }

    /** Bytes that are kept: of a block that has not ended, and of the compression's state. */
    public int held() {
        return frames.held() + block.length + hpack.held();
    }

    /** The server lets the client's compression use tables of this size in bytes. */
    public void allowTableSize(long size) {
        hpack.allow(size);
    }

    /** Gives up. */
    public void lose() {
        frames.lose();
    }

    /** Whether nothing further is read. */
    public boolean lost() {
        return frames.lost();
    }

    /** Whether everything was read and no header block is open. */
    public boolean whole() {
        return !frames.lost() && !frames.open() && blockStream == 0;
    }

    @Override
    public FrameReader.Use use(int type, int flags, int stream, int length) {
        boolean settings = type == FrameReader.SETTINGS;
        if (!begun && (!settings || (flags & ACK) != 0) || settings && stream != 0) {
            return FrameReader.Use.REFUSE;
        }
        begun = true;
        if (blockStream != 0 || type == FrameReader.CONTINUATION) {
            boolean continues = type == FrameReader.CONTINUATION && stream == blockStream && blockStream != 0;
            return continues ? FrameReader.Use.COLLECT : FrameReader.Use.REFUSE;
        }
        if (type == FrameReader.HEADERS) {
            return stream % 2 == 1 ? FrameReader.Use.COLLECT : FrameReader.Use.REFUSE;
        }
        return type == FrameReader.PUSH_PROMISE ? FrameReader.Use.REFUSE : FrameReader.Use.SKIP;
    }

    @Override
    public boolean frame(int type, int flags, int stream, byte[] bytes, int length) {
        int from = 0;
        int to = length;
        if (type == FrameReader.HEADERS) {
            if ((flags & PADDED) != 0) {
                if (length == 0) {
                    return false;
                }
                from = 1;
                to -= bytes[0] & 0xFF;
            }
            from += (flags & PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
        }
        if (from > to || block.length + to - from > FrameReader.LARGEST) {
            return false;
        }
        append(bytes, from, to);
        blockStream = stream;
        return (flags & END_HEADERS) == 0 || endBlock();
    }

    private void append(byte[] bytes, int from, int to) {
        int had = block.length;
        block = Arrays.copyOf(block, had + to - from);
        System.arraycopy(bytes, from, block, had, to - from);
    }

    private boolean endBlock() {
        byte[] whole = block;
        int stream = blockStream;
        block = NONE;
        blockStream = 0;
        RequestBlock read = new RequestBlock();
        if (!hpack.decode(whole, 0, whole.length, read)) {
            return false;
        }
        if (stream <= lastStream) {
            return read.isTrailers();
        }
        lastStream = stream;
        return read.isRequest() && sink.request(read.headers());
    }
}
