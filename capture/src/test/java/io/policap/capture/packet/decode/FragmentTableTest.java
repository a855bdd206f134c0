package io.policap.capture.packet.decode;

import static io.policap.capture.packet.decode.GeneratedPacket.buffer;
import static io.policap.capture.packet.decode.GeneratedPacket.join;
import static io.policap.capture.packet.decode.GeneratedPacket.udp;
import static io.policap.capture.packet.decode.PacketDecoderTest.v4;
import static io.policap.capture.packet.decode.PacketDecoderTest.v6;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FragmentTableTest {
    private static final long SECOND = 1_000_000_000L;

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PacketHeader header = new PacketHeader();
    private final FragmentTable table = new FragmentTable();

    @Test
    void laterFragmentsBelongToTheConnectionOfTheFirst() {
        byte[] datagram = udp(5000, 514, new byte[3000]);
        assertThat(decode(v4Fragment(datagram, 0, 1480, 7))).isEqualTo(Decoding.PACKET);
        // What the datagram's own header says, so that it is the same where it was captured in one piece.
        assertThat(header.payload).isEqualTo(3000);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(decode(v4Fragment(datagram, 1480, 1480, 7))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(header.sourcePort).isZero();
        assertThat(header.payload).isEqualTo(1480);
        assertThat(table.attribute(header, 2 * SECOND)).isTrue();
        assertThat(header.sourcePort).isEqualTo(5000);
        assertThat(header.destinationPort).isEqualTo(514);
        assertThat(decode(v4Fragment(datagram, 2960, 48, 7))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(header.payload).isEqualTo(48);
        assertThat(table.attribute(header, 2 * SECOND)).isTrue();
    }

    @Test
    void anotherPacketsFragmentAndAnOldOneBelongToNobody() {
        byte[] datagram = udp(5000, 514, new byte[3000]);
        decode(v4Fragment(datagram, 0, 1480, 7));
        table.attribute(header, SECOND);
        decode(v4Fragment(datagram, 1480, 1480, 8));
        assertThat(table.attribute(header, SECOND)).isFalse();
        decode(v4Fragment(datagram, 1480, 1480, 7));
        assertThat(table.attribute(header, SECOND + FragmentTable.LIFETIME_NANOS + 1))
                .isFalse();
    }

    @Test
    void fragmentsOfIpv6AreKeptByTheirOwnHeader() {
        byte[] datagram = udp(5000, 514, new byte[3000]);
        assertThat(decode(v6Fragment(datagram, 0, 1448, true))).isEqualTo(Decoding.PACKET);
        assertThat(header.fragment).isTrue();
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(decode(v6Fragment(datagram, 1448, 1560, false))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(header.payload).isEqualTo(1560);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(header.destinationPort).isEqualTo(514);
        assertThat(decode(v6Fragment(udp(1, 2, new byte[8]), 0, 16, false))).isEqualTo(Decoding.PACKET);
        assertThat(header.fragment).isFalse();
    }

    @Test
    void fragmentsOfATunnelsPacketBelongToTheConnectionInside() {
        byte[] outer = vxlan(v4(17, udp(5000, 514, new byte[1460])));
        assertThat(decode(v4Fragment(outer, 0, 1480, 9))).isEqualTo(Decoding.PACKET);
        assertThat(header.destinationPort).isEqualTo(514);
        assertThat(header.depth).isEqualTo(1);
        table.attribute(header, SECOND);
        assertThat(decode(v4Fragment(outer, 1480, outer.length - 1480, 9))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(header.depth).isZero();
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(header.destinationPort).isEqualTo(514);
        assertThat(header.depth).isEqualTo(1);
        assertThat(header.outerSourceLow).isEqualTo(0x0A000001);
    }

    @Test
    void fragmentsInsideAFragmentedTunnelBelongToItToo() {
        byte[] datagram = udp(5000, 514, new byte[3000]);
        byte[] outer = vxlan(v4Fragment(datagram, 0, 1480, 3));
        assertThat(decode(v4Fragment(outer, 0, 1480, 9))).isEqualTo(Decoding.PACKET);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(decode(v4(17, vxlan(v4Fragment(datagram, 1480, 1480, 3))))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(header.destinationPort).isEqualTo(514);
        byte[] second = vxlan(v4Fragment(datagram, 1480, 1480, 3));
        assertThat(decode(v4Fragment(second, 0, 1480, 10))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(decode(v4Fragment(second, 1480, second.length - 1480, 10))).isEqualTo(Decoding.LATER_FRAGMENT);
        assertThat(table.attribute(header, SECOND)).isTrue();
        assertThat(header.destinationPort).isEqualTo(514);
    }

    @Test
    void aFullTableForgetsTheOldest() {
        FragmentTable small = new FragmentTable(8);
        for (int i = 1; i <= 100; i++) {
            decode(v4Fragment(udp(5000, i, new byte[30]), 0, 16, i));
            assertThat(small.attribute(header, i)).isTrue();
        }
        decode(v4Fragment(udp(5000, 100, new byte[30]), 16, 16, 100));
        assertThat(small.attribute(header, 101)).isTrue();
        assertThat(header.destinationPort).isEqualTo(100);
        decode(v4Fragment(udp(5000, 1, new byte[30]), 16, 16, 1));
        assertThat(small.attribute(header, 101)).isFalse();
    }

    private Decoding decode(byte[] packet) {
        return decoder.decode(ByteBuffer.wrap(packet), 0, packet.length, packet.length, LinkTypes.RAW, header);
    }

    private static byte[] vxlan(byte[] inner) {
        return udp(4000, 4789, join(buffer(8).put((byte) 8), new byte[12], new byte[] {8, 0}, inner));
    }

    private static byte[] v4Fragment(byte[] content, int from, int length, int identification) {
        int end = Math.min(content.length, from + length);
        byte[] packet = v4(17, Arrays.copyOfRange(content, from, end));
        ByteBuffer.wrap(packet).putShort(4, (short) identification).putShort(6, (short)
                ((end < content.length ? 0x2000 : 0) | from / 8));
        return packet;
    }

    private static byte[] v6Fragment(byte[] content, int from, int length, boolean more) {
        byte[] part = Arrays.copyOfRange(content, from, from + length);
        ByteBuffer fragment = buffer(8)
                .put((byte) 17)
                .putShort(2, (short) (from | (more ? 1 : 0)))
                .putInt(4, 99);
        return v6(44, join(fragment, part));
    }
}
