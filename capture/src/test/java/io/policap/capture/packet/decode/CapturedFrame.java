package io.policap.capture.packet.decode;

import java.nio.ByteBuffer;

/** One frame of a test's capture. */
public record CapturedFrame(int linkType, byte[] bytes, int original) {
    public Decoding decode(PacketDecoder decoder, PacketHeader into) {
        return decoder.decode(ByteBuffer.wrap(bytes), 0, bytes.length, original, linkType, into);
    }
}
