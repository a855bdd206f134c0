package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeneratedPacketTest {
    private static final int PACKETS = 3_000;
    private static final int OFFSET = 5;

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PacketHeader header = new PacketHeader();

    @Test
    void whateverIsAroundItThePacketInsideIsFound() {
        each((packet, about) -> {
            assertThat(decode(packet, packet.bytes.length, packet.bytes.length)).as(about).isEqualTo(Decoding.PACKET);
            assertThat(describe(header)).as(about).isEqualTo(describe(packet.expected));
        });
    }

    @Test
    void cutAtAnyByteAPacketIsEitherItselfOrCutShort() {
        each((packet, about) -> {
            for (int captured = 0; captured < packet.bytes.length; captured++) {
                Decoding decoding = decode(packet, captured, packet.bytes.length);
                if (decoding == Decoding.PACKET) {
                    assertThat(describe(header)).as("%s, cut at %d", about, captured).isEqualTo(describe(packet.expected));
                } else {
                    assertThat(decoding).as("%s, cut at %d", about, captured).isEqualTo(Decoding.CUT_SHORT);
                }
            }
        });
    }

    @Test
    void aFrameThatIsTooShortForItsHeadersIsNeverAnotherPacket() {
        each((packet, about) -> {
            for (int length = 0; length < packet.bytes.length; length++) {
                Decoding decoding = decode(packet, length, length);
                if (decoding == Decoding.PACKET) {
                    assertThat(describe(header)).as("%s, %d bytes", about, length).isEqualTo(describe(packet.expected));
                } else {
                    assertThat(decoding)
                            .as("%s, %d bytes", about, length)
                            .isIn(Decoding.MALFORMED, packet.linkType == LinkTypes.NFLOG ? Decoding.NOT_IP : Decoding.MALFORMED,
                                    packet.linkType == LinkTypes.NFLOG ? Decoding.CUT_SHORT : Decoding.UNKNOWN_LINK);
                }
            }
        });
    }

    private interface Check {
        void on(GeneratedPacket packet, String about);
    }

    private static void each(Check check) {
        long seed = System.nanoTime();
        for (int i = 0; i < PACKETS; i++) {
            GeneratedPacket packet = new GeneratedPacket(new Random(seed + i));
            check.on(packet, "seed " + (seed + i) + packet.story);
        }
    }

    /** Decodes from a buffer that ends with what was captured, so that a read beyond it throws. */
    private Decoding decode(GeneratedPacket packet, int captured, int original) {
        byte[] bytes = new byte[OFFSET + captured];
        Arrays.fill(bytes, (byte) 0x45);
        System.arraycopy(packet.bytes, 0, bytes, OFFSET, captured);
        return decoder.decode(ByteBuffer.wrap(bytes), OFFSET, captured, original, packet.linkType, header);
    }

    private static String describe(PacketHeader h) {
        String inner = h.v6 + " " + Long.toHexString(h.sourceHigh) + " " + Long.toHexString(h.sourceLow) + " "
                + Long.toHexString(h.destinationHigh) + " " + Long.toHexString(h.destinationLow) + " " + h.protocol + " "
                + h.sourcePort + " " + h.destinationPort + " " + h.icmpType + " " + h.icmpCode + " " + h.flags + " "
                + h.sequence + " " + h.acknowledgement + " payload " + h.payload + " id " + h.ipId + " " + h.fragment;
        return inner + " depth " + h.depth + " " + h.outerV6 + " " + Long.toHexString(h.outerSourceHigh) + " "
                + Long.toHexString(h.outerSourceLow) + " " + Long.toHexString(h.outerDestinationHigh) + " "
                + Long.toHexString(h.outerDestinationLow);
    }
}
