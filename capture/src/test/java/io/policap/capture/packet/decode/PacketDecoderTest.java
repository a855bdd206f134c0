package io.policap.capture.packet.decode;

import static io.policap.capture.packet.decode.GeneratedPacket.buffer;
import static io.policap.capture.packet.decode.GeneratedPacket.join;
import static io.policap.capture.packet.decode.GeneratedPacket.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {
    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.withVxlan(12345));
    private final PacketHeader header = new PacketHeader();

    @Test
    void aDatagramAtAVxlanPortWithoutItsFlagsIsPlainUdp() {
        assertThat(raw(v4(17, udp(4000, 4789, new byte[60])))).isEqualTo(Decoding.PACKET);
        assertThat(header.destinationPort).isEqualTo(4789);
        assertThat(header.depth).isZero();
        assertThat(header.payload).isEqualTo(60);
    }

    @Test
    void garbageInsideAProvenTunnelIsMalformed() {
        byte[] vxlan = join(buffer(8).put((byte) 8), new byte[12], new byte[] {8, 0}, new byte[30]);
        assertThat(raw(v4(17, udp(4000, 8472, vxlan)))).isEqualTo(Decoding.MALFORMED);
    }

    @Test
    void aPortOfTheUsersIsOpenedAsVxlanToo() {
        byte[] inner = v4(17, udp(1, 2, new byte[3]));
        byte[] vxlan = join(buffer(8).put((byte) 8), new byte[12], new byte[] {8, 0}, inner);
        assertThat(raw(v4(17, udp(4000, 12345, vxlan)))).isEqualTo(Decoding.PACKET);
        assertThat(header.depth).isEqualTo(1);
        assertThat(header.destinationPort).isEqualTo(2);
    }

    @Test
    void wireGuardIsToldByItsShapeAndElsewhereByItsHandshake() {
        byte[] data = join(buffer(32).put((byte) 4));
        byte[] initiation = join(buffer(132).put((byte) 1), new byte[16]);
        byte[] underLoad = join(buffer(132).put((byte) 1), join(buffer(16).put((byte) 7)));
        assertThat(raw(v4(17, udp(51820, 51820, data)))).isEqualTo(Decoding.OPAQUE_TUNNEL);
        assertThat(raw(v4(17, udp(51871, 40000, data)))).isEqualTo(Decoding.OPAQUE_TUNNEL);
        assertThat(raw(v4(17, udp(9000, 9000, data)))).isEqualTo(Decoding.PACKET);
        assertThat(raw(v4(17, udp(9000, 9000, initiation)))).isEqualTo(Decoding.OPAQUE_TUNNEL);
        assertThat(raw(v4(17, udp(9000, 9000, underLoad)))).isEqualTo(Decoding.PACKET);
        assertThat(raw(v4(17, udp(51820, 51820, new byte[33])))).isEqualTo(Decoding.PACKET);
    }

    @Test
    void ipsecIsOpaqueAndItsKeyExchangeIsNot() {
        byte[] esp = join(buffer(40).putInt(0x12345678));
        assertThat(raw(v4(50, esp))).isEqualTo(Decoding.OPAQUE_TUNNEL);
        assertThat(raw(v4(17, udp(4500, 4500, esp)))).isEqualTo(Decoding.OPAQUE_TUNNEL);
        assertThat(raw(v4(17, udp(4500, 4500, new byte[40])))).isEqualTo(Decoding.PACKET);
        assertThat(raw(v4(17, udp(4500, 4500, new byte[] {(byte) 0xFF})))).isEqualTo(Decoding.PACKET);
    }

    @Test
    void pptpIsNotOpened() {
        assertThat(raw(v4(47, join(buffer(30).putShort((short) 0x3001).putShort((short) 0x880B)))))
                .isEqualTo(Decoding.OTHER_TRANSPORT);
    }

    @Test
    void anSegmentationOffloadsPacketHasTheLengthOfItsFrame() {
        byte[] packet = v4(6, tcp(70_000));
        ByteBuffer.wrap(packet).putShort(2, (short) 0);
        assertThat(raw(packet)).isEqualTo(Decoding.PACKET);
        assertThat(header.payload).isEqualTo(70_000);
        byte[] six = v6(6, tcp(70_000));
        ByteBuffer.wrap(six).putShort(4, (short) 0);
        assertThat(raw(six)).isEqualTo(Decoding.PACKET);
        assertThat(header.payload).isEqualTo(70_000);
    }

    @Test
    void aJumbogramHasTheLengthOfItsOption() {
        byte[] hop = join(buffer(8).put((byte) 17).putShort(2, (short) 0xC204).putInt(4, 8 + 8 + 100_000));
        byte[] packet = v6(0, join(hop, udp(5, 6, new byte[100_000])));
        ByteBuffer.wrap(packet).putShort(4, (short) 0).putShort(40 + 8 + 4, (short) 0);
        assertThat(decode(packet, 60, packet.length, LinkTypes.RAW)).isEqualTo(Decoding.PACKET);
        assertThat(header.destinationPort).isEqualTo(6);
        assertThat(header.payload).isEqualTo(100_000);
        assertThat(header.payloadCaptured).isEqualTo(4);
        ByteBuffer.wrap(packet).putInt(44, 1000);
        assertThat(raw(packet)).isEqualTo(Decoding.MALFORMED);
    }

    @Test
    void anIcmpErrorQuotesWhatItAnswers() {
        byte[] quoted = v4(17, udp(3333, 53, new byte[20]));
        byte[] error = join(buffer(8).put((byte) 3).put((byte) 3), quoted);
        byte[] packet = v4(1, error);
        assertThat(raw(packet)).isEqualTo(Decoding.PACKET);
        assertThat(header.quotes).isTrue();
        assertThat(header.icmpType).isEqualTo(3);
        assertThat(header.quotedSourceLow).isEqualTo(0x0A000001);
        assertThat(header.quotedProtocol).isEqualTo(17);
        assertThat(header.quotedSourcePort).isEqualTo(3333);
        assertThat(header.quotedDestinationPort).isEqualTo(53);
        assertThat(decode(packet, 20 + 8 + 24, packet.length, LinkTypes.RAW)).isEqualTo(Decoding.PACKET);
        assertThat(header.quotes).isTrue();
        assertThat(decode(packet, 20 + 8 + 23, packet.length, LinkTypes.RAW)).isEqualTo(Decoding.PACKET);
        assertThat(header.quotes).isFalse();
        assertThat(header.quotedSourceLow).isZero();
    }

    @Test
    void anIcmpv6ErrorQuotesPastExtensionHeaders() {
        byte[] quoted = v6(60, join(join(buffer(8).put((byte) 6)), tcp(0)));
        assertThat(raw(v6(58, join(buffer(8).put((byte) 1).put((byte) 4), quoted))))
                .isEqualTo(Decoding.PACKET);
        assertThat(header.quotes).isTrue();
        assertThat(header.quotedV6).isTrue();
        assertThat(header.quotedDestinationPort).isEqualTo(80);
    }

    @Test
    void tcpIsPacketFromItsFlagsOnAndNotBefore() {
        byte[] packet = v4(6, tcp(10));
        assertThat(decode(packet, 33, packet.length, LinkTypes.RAW)).isEqualTo(Decoding.CUT_SHORT);
        assertThat(decode(packet, 34, packet.length, LinkTypes.RAW)).isEqualTo(Decoding.PACKET);
        assertThat(header.payload).isEqualTo(10);
        assertThat(header.payloadCaptured).isZero();
        ByteBuffer.wrap(packet).put(32, (byte) 0x40);
        assertThat(raw(packet)).isEqualTo(Decoding.MALFORMED);
    }

    @Test
    void whatIsNotIpIsToldFromWhatIsNotKnown() {
        byte[] arp = join(buffer(14).putShort(12, (short) 0x0806), new byte[28]);
        assertThat(decode(arp, arp.length, arp.length, LinkTypes.ETHERNET)).isEqualTo(Decoding.NOT_IP);
        assertThat(decode(arp, arp.length, arp.length, 105)).isEqualTo(Decoding.UNKNOWN_LINK);
        assertThat(raw(v4(89, new byte[20]))).isEqualTo(Decoding.OTHER_TRANSPORT);
        assertThat(header.protocol).isEqualTo(89);
        assertThat(LinkTypes.name(105)).isEqualTo("IEEE802_11");
        assertThat(LinkTypes.name(4242)).isEqualTo("4242");
    }

    @Test
    void nothingOfThePacketBeforeRemains() {
        byte[] inner = v4(1, join(buffer(8).put((byte) 3), v4(17, udp(3333, 53, new byte[1]))));
        assertThat(raw(v4(4, inner))).isEqualTo(Decoding.PACKET);
        assertThat(header.depth).isEqualTo(1);
        assertThat(raw(v4(17, udp(1, 2, new byte[1])))).isEqualTo(Decoding.PACKET);
        assertThat(header).usingRecursiveComparison().isEqualTo(fresh(v4(17, udp(1, 2, new byte[1]))));
    }

    @Test
    void aVxlanPortIsAPort() {
        assertThatThrownBy(() -> TunnelPorts.withVxlan(70_000)).hasMessageContaining("70000");
    }

    private PacketHeader fresh(byte[] packet) {
        PacketHeader other = new PacketHeader();
        decoder.decode(ByteBuffer.wrap(packet), 0, packet.length, packet.length, LinkTypes.RAW, other);
        return other;
    }

    private Decoding raw(byte[] packet) {
        return decode(packet, packet.length, packet.length, LinkTypes.RAW);
    }

    private Decoding decode(byte[] packet, int captured, int original, int linkType) {
        return decoder.decode(ByteBuffer.wrap(packet), 0, captured, original, linkType, header);
    }

    static byte[] v4(int protocol, byte[] content) {
        return join(
                buffer(20)
                        .putShort((short) 0x4500)
                        .putShort((short) (20 + content.length))
                        .put(9, (byte) protocol)
                        .putInt(12, 0x0A000001)
                        .putInt(16, 0x0A000002),
                content);
    }

    static byte[] v6(int protocol, byte[] content) {
        return join(
                buffer(40)
                        .put((byte) 0x60)
                        .putShort(4, (short) content.length)
                        .put(6, (byte) protocol)
                        .putLong(8, 0x20010DB8_00000000L)
                        .putLong(16, 1)
                        .putLong(24, 0x20010DB8_00000000L)
                        .putLong(32, 2),
                content);
    }

    static byte[] tcp(int payload) {
        return join(
                buffer(20)
                        .putShort((short) 40000)
                        .putShort((short) 80)
                        .put(12, (byte) 0x50)
                        .put(13, (byte) 0x18),
                new byte[payload]);
    }
}
