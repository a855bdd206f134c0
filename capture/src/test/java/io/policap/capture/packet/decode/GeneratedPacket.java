package io.policap.capture.packet.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** A random packet, built from the inside out: a transport in IP in tunnels in link headers, and what it must decode to. */
final class GeneratedPacket {
    private static final int[] LINKS = {
        LinkTypes.ETHERNET, LinkTypes.ETHERNET, LinkTypes.ETHERNET, LinkTypes.LINUX_SLL, LinkTypes.LINUX_SLL2,
        LinkTypes.RAW, LinkTypes.NULL, LinkTypes.LOOP, LinkTypes.NFLOG, LinkTypes.PPP, LinkTypes.PPP_WITH_DIRECTION,
        LinkTypes.PPP_HDLC, LinkTypes.PPP_ETHER, LinkTypes.C_HDLC
    };
    private static final int[] TRANSPORTS = {
        PacketHeader.TCP, PacketHeader.UDP, PacketHeader.SCTP, PacketHeader.ICMP
    };

    private final Random random;
    final PacketHeader expected = new PacketHeader();
    final StringBuilder story = new StringBuilder();
    int linkType;
    byte[] bytes = {};

    GeneratedPacket(Random random) {
        this.random = random;
        boolean v6 = random.nextBoolean();
        int transport = TRANSPORTS[random.nextInt(TRANSPORTS.length)];
        byte[] ip = ip(v6, v6 && transport == PacketHeader.ICMP ? PacketHeader.ICMPV6 : transport, transport(transport, v6), expected);
        int tunnels = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : random.nextInt(2);
        for (int i = 0; i < tunnels; i++) {
            boolean outerV6 = random.nextBoolean();
            PacketHeader outer = new PacketHeader();
            ip = tunnel(ip, v6, outerV6, outer);
            v6 = outerV6;
            expected.depth++;
            expected.outerV6 = outerV6;
            expected.outerSourceHigh = outer.sourceHigh;
            expected.outerSourceLow = outer.sourceLow;
            expected.outerDestinationHigh = outer.destinationHigh;
            expected.outerDestinationLow = outer.destinationLow;
        }
        link(ip, v6);
    }

    private byte[] transport(int protocol, boolean v6) {
        byte[] payload = random(random.nextInt(40));
        expected.payload = payload.length;
        int source = 1024 + random.nextInt(3000);
        int destination = 1 + random.nextInt(1023);
        expected.sourcePort = source;
        expected.destinationPort = destination;
        switch (protocol) {
            case PacketHeader.TCP -> {
                byte[] options = random(4 * random.nextInt(11));
                expected.sequence = random.nextInt();
                expected.acknowledgement = random.nextInt();
                expected.flags = random.nextInt(256);
                int offset = (20 + options.length) / 4;
                return join(
                        buffer(20).putShort((short) source).putShort((short) destination).putInt(expected.sequence)
                                .putInt(expected.acknowledgement).putShort((short) (offset << 12 | expected.flags)),
                        options, payload);
            }
            case PacketHeader.UDP -> {
                return udp(source, destination, payload);
            }
            case PacketHeader.SCTP -> {
                boolean init = random.nextBoolean();
                expected.flags = init ? 1 + random.nextInt(2) : 0;
                expected.acknowledgement = random.nextInt();
                ByteBuffer header = buffer(20).putShort((short) source).putShort((short) destination)
                        .putInt(expected.acknowledgement).putInt(random.nextInt()).put((byte) expected.flags)
                        .put((byte) 3).putShort((short) (8 + payload.length)).putInt(random.nextInt());
                expected.sequence = init ? header.getInt(16) : 0;
                expected.payload += 8;
                return join(header, payload);
            }
            default -> {
                int identifier = random.nextInt(65536);
                expected.sourcePort = identifier;
                expected.destinationPort = identifier;
                expected.icmpType = v6 ? 128 + random.nextInt(2) : 8 * random.nextInt(2);
                expected.icmpCode = random.nextInt(4);
                return join(
                        buffer(8).put((byte) expected.icmpType).put((byte) expected.icmpCode).putShort((short) 0)
                                .putShort((short) identifier).putShort((short) random.nextInt()),
                        payload);
            }
        }
    }

    private byte[] ip(boolean v6, int protocol, byte[] content, PacketHeader header) {
        story.append(v6 ? " in IPv6" : " in IPv4");
        header.v6 = v6;
        header.protocol = protocol;
        byte[] inner = content;
        int next = protocol;
        if (random.nextInt(6) == 0) {
            story.append("+AH");
            inner = join(buffer(24).put((byte) next).put((byte) 4).put(23, (byte) 1), inner);
            next = 51;
        }
        return v6 ? v6(next, inner, header) : v4(next, inner, header);
    }

    private byte[] v4(int protocol, byte[] content, PacketHeader header) {
        byte[] options = random(random.nextInt(3) == 0 ? 4 * random.nextInt(11) : 0);
        int length = 20 + options.length;
        header.sourceLow = random.nextInt() & 0xFFFF_FFFFL;
        header.destinationLow = random.nextInt() & 0xFFFF_FFFFL;
        header.ipId = random.nextInt(65536);
        return join(
                buffer(20).put((byte) (0x40 | length / 4)).put((byte) 0).putShort((short) (length + content.length))
                        .putShort((short) header.ipId).putShort((short) 0x4000).put((byte) 64).put((byte) protocol)
                        .putShort((short) 0).putInt((int) header.sourceLow).putInt((int) header.destinationLow),
                options, content);
    }

    private byte[] v6(int protocol, byte[] content, PacketHeader header) {
        byte[] inner = content;
        int next = protocol;
        int[] kinds = {60, 43, 44, 135, 0};
        for (int kind : kinds) {
            if (random.nextInt(8) == 0) {
                story.append("+").append(kind);
                // A fragment header of neither offset nor more is an atomic fragment's.
                int units = kind == 44 ? 0 : random.nextInt(3);
                byte[] body = kind == 44 ? new byte[6] : random(6 + 8 * units);
                if (kind == 44) {
                    body[5] = 7;
                }
                inner = join(buffer(2).put((byte) next).put((byte) units), body, inner);
                next = kind;
            }
        }
        header.sourceHigh = random.nextLong();
        header.sourceLow = random.nextLong();
        header.destinationHigh = random.nextLong();
        header.destinationLow = random.nextLong();
        return join(
                buffer(40).putInt(0x60000000 | random.nextInt(1 << 20)).putShort((short) inner.length).put((byte) next)
                        .put((byte) 64).putLong(header.sourceHigh).putLong(header.sourceLow)
                        .putLong(header.destinationHigh).putLong(header.destinationLow),
                inner);
    }

    private byte[] tunnel(byte[] ip, boolean innerV6, boolean outerV6, PacketHeader outer) {
        int type = innerV6 ? 0x86DD : 0x0800;
        int kind = random.nextInt(8);
        story.append(" in tunnel ").append(kind);
        return switch (kind) {
            case 0 -> ip(outerV6, 17, udp(40000, random.nextBoolean() ? 4789 : 8472,
                    join(buffer(8).put((byte) 8).putInt(4, 77 << 8), ethernet(ip, type))), outer);
            case 1 -> {
                byte[] options = random(4 * random.nextInt(5));
                ByteBuffer header = buffer(8).put((byte) (options.length / 4)).put((byte) 0).putShort((short) 0x6558);
                yield ip(outerV6, 17, udp(40000, 6081, join(header, options, ethernet(ip, type))), outer);
            }
            case 2 -> {
                ByteBuffer header = buffer(8).put((byte) 0).put((byte) 0).putShort((short) type);
                yield ip(outerV6, 17, udp(40000, 6081, join(header, ip)), outer);
            }
            case 3 -> ip(outerV6, innerV6 ? 41 : 4, ip, outer);
            case 4 -> {
                int flags = (random.nextInt(2) << 15) | (random.nextInt(2) << 13) | (random.nextInt(2) << 12);
                boolean bridged = random.nextBoolean();
                yield ip(outerV6, 47, join(gre(flags, bridged ? 0x6558 : type), bridged ? ethernet(ip, type) : ip), outer);
            }
            case 5 -> ip(outerV6, 47, join(gre(0, 0x88BE), ethernet(ip, type)), outer);
            case 6 -> ip(outerV6, 47, join(gre(0x1000, 0x88BE), join(buffer(8).put((byte) 0x10)), ethernet(ip, type)), outer);
            default -> {
                boolean more = random.nextBoolean();
                ByteBuffer header = buffer(12).put((byte) 0x20).put(11, (byte) (more ? 1 : 0));
                yield ip(outerV6, 47, join(gre(0x1000, 0x22EB), join(header), new byte[more ? 8 : 0], ethernet(ip, type)), outer);
            }
        };
    }

    private byte[] gre(int flags, int type) {
        int length = 4 + 4 * Integer.bitCount(flags);
        return join(buffer(length).putShort((short) flags).putShort((short) type));
    }

    private byte[] ethernet(byte[] content, int type) {
        return join(random(12), below(content, type));
    }

    /** An EtherType and what it announces, with tags or labels before it. */
    private byte[] below(byte[] content, int type) {
        byte[] inner = join(buffer(2).putShort((short) type), content);
        switch (random.nextInt(8)) {
            case 0 -> inner = join(buffer(4).putShort((short) 0x8100).putShort((short) 5), inner);
            case 1 -> inner = join(buffer(8).putShort((short) 0x88A8).putShort((short) 5).putShort((short) 0x8100)
                    .putShort((short) 6), inner);
            case 2 -> inner = join(buffer(10).putShort((short) 0x8847).putInt(0x00010040).putInt(0x00020140), content);
            case 3 -> inner = join(buffer(10).putShort((short) 0x8864).putShort((short) 0x1100).putShort((short) 9)
                    .putShort((short) (content.length + 2)).putShort((short) (type == 0x0800 ? 0x21 : 0x57)), content);
            case 4 -> inner = join(buffer(8).putShort((short) (inner.length + 6)).putInt(0xAAAA0300).putShort((short) 0), inner);
            default -> {
                // As plain as most frames are.
            }
        }
        return inner;
    }

    private void link(byte[] ip, boolean v6) {
        int type = v6 ? 0x86DD : 0x0800;
        linkType = LINKS[random.nextInt(LINKS.length)];
        story.append(" on ").append(LinkTypes.name(linkType));
        byte[] ppp = join(buffer(2).putShort((short) (v6 ? 0x57 : 0x21)), ip);
        bytes = switch (linkType) {
            case LinkTypes.ETHERNET -> join(ethernet(ip, type), new byte[random.nextInt(3) == 0 ? random.nextInt(20) : 0]);
            case LinkTypes.LINUX_SLL -> join(buffer(14).putShort((short) 4).put(5, (byte) 6), below(ip, type));
            case LinkTypes.LINUX_SLL2 -> join(buffer(20).putShort((short) type).putInt(4, 3).put(10, (byte) 4), ip);
            case LinkTypes.RAW -> ip;
            case LinkTypes.NULL -> random.nextBoolean()
                    ? join(buffer(4).putInt(v6 ? 30 : 2), ip)
                    : join(buffer(4).putInt(Integer.reverseBytes(v6 ? 24 : 2)), ip);
            case LinkTypes.LOOP -> join(buffer(4).putInt(v6 ? 28 : 2), ip);
            case LinkTypes.NFLOG -> nflog(ip, v6);
            case LinkTypes.PPP_WITH_DIRECTION -> join(buffer(3).put((byte) 1).putShort((short) 0xFF03), ppp);
            case LinkTypes.PPP -> random.nextBoolean() ? ppp : join(buffer(1).put((byte) (v6 ? 0x57 : 0x21)), ip);
            case LinkTypes.PPP_HDLC -> join(buffer(2).putShort((short) 0xFF03), ppp);
            case LinkTypes.C_HDLC -> join(buffer(4).putShort((short) 0x0F00).putShort((short) type), ip);
            default -> join(buffer(6).putShort((short) 0x1100).putShort((short) 1).putShort((short) ppp.length), ppp);
        };
    }

    private byte[] nflog(byte[] ip, boolean v6) {
        boolean little = random.nextBoolean();
        byte[] prefix = join(buffer(4).put((byte) (v6 ? 10 : 2)).putShort(2, (short) 5));
        byte[] indev = join(attribute(little, 8, 4), join(buffer(4).putInt(3)));
        byte[] label = join(attribute(little, 5, 10), new byte[4]);
        return join(prefix, indev, label, attribute(little, ip.length + 4, 9), ip, new byte[-ip.length & 3]);
    }

    private static byte[] attribute(boolean little, int length, int type) {
        ByteBuffer header = buffer(4).putShort((short) length).putShort((short) type);
        if (little) {
            header.putShort(0, Short.reverseBytes((short) length)).putShort(2, Short.reverseBytes((short) type));
        }
        return header.array();
    }

    static byte[] udp(int source, int destination, byte[] payload) {
        return join(
                buffer(8).putShort((short) source).putShort((short) destination).putShort((short) (8 + payload.length)),
                payload);
    }

    private byte[] random(int length) {
        byte[] some = new byte[length];
        random.nextBytes(some);
        return some;
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length);
    }

    static byte[] join(ByteBuffer header, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.array());
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] join(byte[] first, byte[]... parts) {
        return join(ByteBuffer.wrap(first), parts);
    }
}
