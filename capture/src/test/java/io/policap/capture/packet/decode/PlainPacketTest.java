package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.file.WordCopy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read without the decoder comes to what the decoder says, and nothing is read that it would not. */
class PlainPacketTest {
    private static final int FRAMES = 50_000;
    private static final int AT = 5;

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PlainPacket plain = decoder.plain();
    private final PacketHeader header = new PacketHeader();
    private final long[] words = new long[AT + PlainPacket.WORDS];

    @Test
    void aFrameIsReadAsTheDecoderReadsItOrLeftToIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int read = 0;
        int tunnelled = 0;
        int overIpv6 = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = random.nextInt(4) == 0 ? generated(random) : frame(random);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                frame[random.nextInt(frame.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0);
            }
            int captured = random.nextInt(3) == 0 ? random.nextInt(frame.length + 1) : frame.length;
            int offset = random.nextInt(20);
            byte[] bytes = new byte[offset + captured];
            Arrays.fill(bytes, (byte) 0x45);
            System.arraycopy(frame, 0, bytes, offset, captured);
            String about = "seed " + seed + ", frame " + i;
            if (!plain.read(words(bytes, random), offset, captured, words, AT)) {
                overIpv6 +=
                        checkIpv6(bytes, offset, captured, captured + random.nextInt(2) * random.nextInt(2_000), about);
            } else {
                check(bytes, offset, captured, captured + random.nextInt(2) * random.nextInt(2_000), about);
                read++;
                tunnelled += plain.tunnelled() ? 1 : 0;
            }
        }
        assertThat(read).isGreaterThan(FRAMES / 5);
        assertThat(tunnelled).isGreaterThan(FRAMES / 20);
        assertThat(overIpv6).isGreaterThan(FRAMES / 20);
    }

    @Test
    void aDatagramOfAnyPortIsReadUnlessATunnelMayBeBehindIt() {
        byte[] datagram = new byte[50];
        ByteBuffer buffer = ByteBuffer.wrap(datagram);
        buffer.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 36);
        buffer.put(23, (byte) PacketHeader.UDP).putShort(38, (short) 16);
        Set<Integer> left = new TreeSet<>();
        for (int port = 0; port <= 0xFFFF; port++) {
            buffer.putShort(34, (short) 53).putShort(36, (short) port);
            boolean isRead = plain.read(words(datagram, new Random(port)), 0, datagram.length, words, AT);
            buffer.putShort(34, (short) port).putShort(36, (short) 53);
            boolean isReadBack = plain.read(words(datagram, new Random(port)), 0, datagram.length, words, AT);
            if (!isRead || !isReadBack) {
                left.add(port);
            }
        }
        assertThat(left).containsExactly(4500, 4789, 6081, 6635, 8472, 51820, 51871);
    }

    private int checkIpv6(byte[] bytes, int offset, int captured, int original, String about) {
        PacketHeader read = new PacketHeader();
        read.ipId = 77;
        read.depth = 2;
        read.outerV6 = true;
        if (!plain.readIpv6(read)) {
            return 0;
        }
        assertThat(decoder.decode(ByteBuffer.wrap(bytes), offset, captured, original, LinkTypes.ETHERNET, header))
                .as(about)
                .isEqualTo(Decoding.PACKET);
        assertThat(read).as(about).usingRecursiveComparison().isEqualTo(header);
        return 1;
    }

    /** The bytes as words, and behind them whatever may lie there. */
    private static long[] words(byte[] bytes, Random random) {
        long[] all = random.longs(bytes.length / 8 + 1 + WordCopy.BEYOND).toArray();
        for (int i = 0; i < bytes.length; i++) {
            int shift = i % 8 * 8;
            all[i / 8] = all[i / 8] & ~(0xFFL << shift) | (bytes[i] & 0xFFL) << shift;
        }
        return all;
    }

    private void check(byte[] bytes, int offset, int captured, int original, String about) {
        assertThat(decoder.decode(ByteBuffer.wrap(bytes), offset, captured, original, LinkTypes.ETHERNET, header))
                .as(about)
                .isEqualTo(Decoding.PACKET);
        assertThat(words[AT + PlainPacket.ADDRESSES])
                .as(about)
                .isEqualTo(header.sourceLow << 32 | header.destinationLow);
        long ports = (long) header.sourcePort << 48 | (long) header.destinationPort << 32;
        assertThat(words[AT + PlainPacket.PORTS])
                .as(about)
                .isEqualTo(ports | (long) header.protocol << 24 | (long) header.flags << 16 | header.ipId);
        assertThat(words[AT + PlainPacket.NUMBERS])
                .as(about)
                .isEqualTo((long) header.sequence << 32 | header.acknowledgement & 0xFFFF_FFFFL);
        assertThat(words[AT + PlainPacket.PAYLOAD]).as(about).isEqualTo(header.payload);
        assertThat(plain.isUdp()).as(about).isEqualTo(header.protocol == PacketHeader.UDP);
        if (plain.isUdp()) {
            assertThat(plain.payloadOffset()).as(about).isEqualTo(header.payloadOffset);
            assertThat(plain.payloadCaptured()).as(about).isEqualTo(header.payloadCaptured);
            for (int i = 0; i < Math.min(24, plain.payloadCaptured()); i++) {
                assertThat((byte) plain.payload(i)).as(about).isEqualTo(bytes[plain.payloadOffset() + i]);
            }
        }
        assertThat(header.v6 || header.fragment || header.laterFragment || header.outerV6)
                .as(about)
                .isFalse();
        assertThat(plain.tunnelled()).as(about).isEqualTo(header.depth > 0);
        assertThat(plain.outerAddresses())
                .as(about)
                .isEqualTo(
                        header.depth > 0
                                ? header.outerSourceLow << 32 | header.outerDestinationLow
                                : header.sourceLow << 32 | header.destinationLow);
        assertThat(plain.sourceMac()).as(about).isEqualTo(header.sourceMac);
        assertThat(plain.destinationMac()).as(about).isEqualTo(header.destinationMac);
        assertThat(plain.isToGroup()).as(about).isEqualTo((header.destinationMac & 1L << 40) != 0);
    }

    private static byte[] generated(Random random) {
        GeneratedPacket packet = new GeneratedPacket(random);
        return packet.bytes.length == 0 ? new byte[1] : packet.bytes;
    }

    /** Ethernet, IPv4, and TCP, UDP or VXLAN with the same again. */
    private static byte[] frame(Random random) {
        int kind = random.nextInt(4);
        byte[] content = kind == 0 ? tcp(random) : kind == 1 ? udp(random, random(random, 60), 0) : vxlan(random);
        return ethernet(random, ip(random, kind == 0 ? PacketHeader.TCP : PacketHeader.UDP, content));
    }

    private static byte[] vxlan(Random random) {
        boolean tcp = random.nextBoolean();
        byte[] inner = ethernet(
                random,
                ip(
                        random,
                        tcp ? PacketHeader.TCP : PacketHeader.UDP,
                        tcp ? tcp(random) : udp(random, random(random, 40), 0)));
        byte[] vxlan = ByteBuffer.allocate(8 + inner.length)
                .put((byte) 8)
                .put(8, inner)
                .array();
        return udp(random, vxlan, random.nextBoolean() ? 4789 : 8472);
    }

    private static byte[] ethernet(Random random, byte[] content) {
        if (random.nextInt(4) == 0) {
            return ethernet(random, 0x86DD, ipv6(random));
        }
        return ethernet(random, 0x0800, content);
    }

    private static byte[] ipv6(Random random) {
        boolean tcp = random.nextBoolean();
        byte[] content = tcp ? tcp(random) : udp(random, random(random, 40), 0);
        byte[] packet = random(random, 40 + content.length);
        int length = content.length + (random.nextInt(10) == 0 ? random.nextInt(21) - 10 : 0);
        ByteBuffer.wrap(packet)
                .put((byte) (0x60 | random.nextInt(16)))
                .putShort(4, (short) length)
                .put(6, (byte) (random.nextInt(20) == 0 ? random.nextInt() : tcp ? PacketHeader.TCP : PacketHeader.UDP))
                .put(40, content);
        return packet;
    }

    private static byte[] ethernet(Random random, int type, byte[] content) {
        byte[] frame = new byte[14 + content.length + random.nextInt(2) * random.nextInt(20)];
        random.nextBytes(frame);
        ByteBuffer.wrap(frame).putShort(12, (short) type).put(14, content);
        return frame;
    }

    private static byte[] ip(Random random, int protocol, byte[] content) {
        byte[] packet = new byte[20 + content.length];
        random.nextBytes(packet);
        int total = packet.length + (random.nextInt(10) == 0 ? random.nextInt(21) - 10 : 0);
        ByteBuffer.wrap(packet)
                .put((byte) 0x45)
                .putShort(2, (short) total)
                .putShort(6, (short) (random.nextInt(20) == 0 ? random.nextInt() : 0x4000))
                .put(9, (byte) protocol)
                .put(20, content);
        return packet;
    }

    private static byte[] tcp(Random random) {
        byte[] segment = random(random, 20 + random.nextInt(60));
        segment[12] = (byte) (random.nextInt(10) == 0 ? random.nextInt() : 0x50 + 0x10 * random.nextInt(3));
        return segment;
    }

    private static byte[] udp(Random random, byte[] content, int port) {
        byte[] datagram = new byte[8 + content.length];
        random.nextBytes(datagram);
        ByteBuffer buffer = ByteBuffer.wrap(datagram);
        buffer.putShort(4, (short) (datagram.length - (random.nextInt(10) == 0 ? random.nextInt(10) : 0)));
        buffer.put(8, content);
        if (port != 0) {
            buffer.putShort(2, (short) port);
        }
        return datagram;
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
