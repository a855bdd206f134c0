package io.policap.capture.packet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpSelector;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.SctpPacket;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

/** What we decode is what pcap4j's packet classes decode, packet by packet. */
class PacketOracleTest {
    private static final Path CAPTURES = Path.of("../fixtures/shop/pcap");

    private final PacketDecoder decoder = new PacketDecoder(TunnelPorts.DEFAULT);
    private final PacketHeader header = new PacketHeader();

    @ParameterizedTest
    @MethodSource("captures")
    void everyPacketOfTheShopReadsTheSame(Path file) {
        int compared = 0;
        List<CapturedFrame> frames = CaptureFrames.read(file);
        for (int i = 0; i < frames.size(); i++) {
            Decoding decoding = frames.get(i).decode(decoder, header);
            String theirs = oracle(frames.get(i));
            if (decoding == Decoding.PACKET && theirs != null) {
                assertThat(describe(header)).as("%s, packet %d", file, i + 1).isEqualTo(theirs);
                compared++;
            }
        }
        // The rest is ARP, later fragments, packets cut too early, and extension headers.
        assertThat(compared).isGreaterThan(frames.size() / 2);
    }

    static Stream<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(CAPTURES)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void generatedPacketsReadTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 2_000; i++) {
            GeneratedPacket packet = new GeneratedPacket(random);
            CapturedFrame frame = new CapturedFrame(packet.linkType, packet.bytes, packet.bytes.length);
            Decoding decoding = frame.decode(decoder, header);
            String theirs = packet.expected.depth == 0 ? oracle(frame) : null;
            if (theirs != null && decoding == Decoding.PACKET) {
                assertThat(describe(header))
                        .as("seed %d, packet %d%s", seed, i, packet.story)
                        .isEqualTo(theirs);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static String describe(PacketHeader h) {
        String ends = h.v6
                ? String.format(
                        "%016x%016x %016x%016x ", h.sourceHigh, h.sourceLow, h.destinationHigh, h.destinationLow)
                : String.format("%08x %08x ", h.sourceLow, h.destinationLow);
        return ends
                + h.protocol
                + switch (h.protocol) {
                    case PacketHeader.TCP ->
                        " " + h.sourcePort + " " + h.destinationPort + " " + (h.flags & 0x3F) + " " + h.sequence + " "
                                + h.acknowledgement;
                    case PacketHeader.UDP, PacketHeader.SCTP -> " " + h.sourcePort + " " + h.destinationPort;
                    default -> " " + h.icmpType + " " + h.icmpCode;
                };
    }

    /** The packet as pcap4j has it, null where it cannot read it, for one because it was cut. */
    private static @Nullable String oracle(CapturedFrame frame) {
        byte[] bytes = frame.bytes();
        return switch (frame.linkType()) {
            case LinkTypes.ETHERNET -> describe(ethernet(bytes, 0));
            case LinkTypes.LINUX_SLL -> bytes.length < 20 || bytes[14] == (byte) 0x81 ? null : describe(ip(bytes, 16));
            case LinkTypes.LINUX_SLL2 -> describe(ip(bytes, 20));
            case LinkTypes.RAW -> describe(ip(bytes, 0));
            case LinkTypes.NFLOG -> describe(nflog(bytes));
            default -> null;
        };
    }

    private static @Nullable Packet nflog(byte[] bytes) {
        for (int at = 4; at + 4 < bytes.length; ) {
            int length = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
            if (bytes[at + 2] == 9) {
                return ip(bytes, at + 4);
            }
            if (length < 4) {
                return null;
            }
            at += length + 3 & ~3;
        }
        return null;
    }

    private static @Nullable Packet ethernet(byte[] bytes, int at) {
        try {
            return EthernetPacket.newPacket(bytes, at, bytes.length - at);
        } catch (IllegalRawDataException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Packet ip(byte[] bytes, int at) {
        int version = at < bytes.length ? (bytes[at] & 0xFF) >>> 4 : 0;
        try {
            return version == 4 || version == 6 ? IpSelector.newPacket(bytes, at, bytes.length - at) : null;
        } catch (IllegalRawDataException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable String describe(@Nullable Packet packet) {
        IpPacket ip = packet == null ? null : packet.get(IpPacket.class);
        if (ip == null || isMisread(ip)) {
            return null;
        }
        UdpPacket udp = ip.get(UdpPacket.class);
        if (udp != null && udp.getHeader().getDstPort().valueAsInt() == 8472) {
            byte[] payload =
                    udp.getPayload() == null ? new byte[0] : udp.getPayload().getRawData();
            return payload.length < 22 ? null : describe(ethernet(payload, 8));
        }
        String ends = hex(ip.getHeader().getSrcAddr().getAddress()) + " "
                + hex(ip.getHeader().getDstAddr().getAddress()) + " ";
        TcpPacket tcp = ip.get(TcpPacket.class);
        SctpPacket sctp = ip.get(SctpPacket.class);
        IcmpV4CommonPacket icmp = ip.get(IcmpV4CommonPacket.class);
        IcmpV6CommonPacket icmp6 = ip.get(IcmpV6CommonPacket.class);
        if (icmp != null) {
            return ends + "1 " + (icmp.getHeader().getType().value() & 0xFF) + " "
                    + (icmp.getHeader().getCode().value() & 0xFF);
        }
        if (icmp6 != null) {
            return ends + "58 " + (icmp6.getHeader().getType().value() & 0xFF) + " "
                    + (icmp6.getHeader().getCode().value() & 0xFF);
        }
        if (tcp != null) {
            byte[] raw = tcp.getHeader().getRawData();
            return ends + "6 " + tcp.getHeader().getSrcPort().valueAsInt() + " "
                    + tcp.getHeader().getDstPort().valueAsInt() + " " + (raw[13] & 0x3F) + " "
                    + tcp.getHeader().getSequenceNumber() + " "
                    + tcp.getHeader().getAcknowledgmentNumber();
        }
        if (udp != null) {
            return ends + "17 " + udp.getHeader().getSrcPort().valueAsInt() + " "
                    + udp.getHeader().getDstPort().valueAsInt();
        }
        return sctp == null
                ? null
                : ends + "132 " + sctp.getHeader().getSrcPort().valueAsInt() + " "
                        + sctp.getHeader().getDstPort().valueAsInt();
    }

    /** Of IPv6 extension headers pcap4j knows some, and takes the others for transports. */
    private static boolean isMisread(IpPacket ip) {
        int next = ip.getHeader().getProtocol().value() & 0xFF;
        return ip instanceof IpV6Packet && !Set.of(6, 17, 58, 132).contains(next);
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format("%02x", b));
        }
        return text.toString();
    }
}
