package io.policap.capture.packet.decode;

import java.nio.ByteBuffer;

/**
 * The frame that is being decoded, written again for each.
 *
 * <p>All layers take the same three positions in {@link #data}: where their header begins, the {@code end} of what was
 * captured of their window, and the {@code wire} where that window ends by the lengths that headers state. {@code end}
 * is never beyond {@code wire}.
 */
final class Frame {
    /** Headers below and between IP headers that are opened at most, against stacks of them that never end. */
    private static final int MOST_LAYERS = 24;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    final TunnelPorts ports;
    ByteBuffer data = NONE;
    PacketHeader header = new PacketHeader();

    /** Whether the frame was longer than what was captured of it. */
    boolean cut;

    private int layers;

    Frame(TunnelPorts ports) {
        this.ports = ports;
    }

    void begin(ByteBuffer frameData, PacketHeader into, boolean wasCut) {
        data = frameData;
        header = into;
        cut = wasCut;
        layers = 0;
    }

    /** Counts one more layer, and says whether there are still few enough. */
    boolean descend() {
        return ++layers <= MOST_LAYERS;
    }

    /** What it means that {@code length} bytes at {@code at} are not all there. */
    Decoding shortage(int at, int length, int wire) {
        return length > wire - at || !cut ? Decoding.MALFORMED : Decoding.CUT_SHORT;
    }

    int octet(int at) {
        return data.get(at) & 0xFF;
    }

    int word(int at) {
        return data.getShort(at) & 0xFFFF;
    }

    /** The position {@code length} bytes after {@code at}, held at the largest int. */
    static int after(int at, int length) {
        int position = at + length;
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    /** Notes where the payload begins and how long it is. */
    void payload(int at, int end, int wire) {
        header.payload = Math.max(0, wire - at);
        header.payloadOffset = Math.min(at, end);
        header.payloadCaptured = Math.max(0, end - at);
    }
}
