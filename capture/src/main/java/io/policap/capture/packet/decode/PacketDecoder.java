package io.policap.capture.packet.decode;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * Reads a frame's headers, from its first byte to addresses, ports and flags, through tunnels to the innermost packet.
 *
 * <p>It allocates nothing. One decoder serves one thread.
 */
public final class PacketDecoder {
    private final Frame frame;

    public PacketDecoder(TunnelPorts ports) {
        frame = new Frame(requireNonNull(ports, "ports"));
    }

    /**
     * Decodes one frame into {@code into}; unless the result is {@link Decoding#PACKET} or
     * {@link Decoding#LATER_FRAGMENT}, what it holds is only good for messages.
     *
     * @param data holds the frame; in network byte order, read by absolute positions, never outside the frame
     * @param offset where the frame begins in {@code data}
     * @param captured bytes of it that are there
     * @param original bytes it had on the wire; fewer than {@code captured} count as equal
     * @param linkType its LINKTYPE_ value
     */
    public Decoding decode(ByteBuffer data, int offset, int captured, int original, int linkType, PacketHeader into) {
        checkFromIndexSize(offset, captured, data.limit());
        clear(into);
        frame.begin(data, into, captured < original);
        int end = offset + captured;
        int wire = Frame.after(offset, Math.max(captured, original));
        if (linkType == LinkTypes.ETHERNET) {
            return EthernetHeader.decode(frame, offset, end, wire);
        }
        return LinkLayer.decode(frame, linkType, offset, end, wire);
    }

    /** What reads the packets that need no decoder, with the same ports of tunnels. */
    public PlainPacket plain() {
        return new PlainPacket(frame.ports);
    }

    static void clear(PacketHeader header) {
        header.v6 = false;
        header.sourceHigh = 0;
        header.sourceLow = 0;
        header.destinationHigh = 0;
        header.destinationLow = 0;
        header.protocol = 0;
        header.sourcePort = 0;
        header.destinationPort = 0;
        header.icmpType = 0;
        header.icmpCode = 0;
        header.flags = 0;
        header.sequence = 0;
        header.acknowledgement = 0;
        header.payload = 0;
        header.payloadOffset = 0;
        header.payloadCaptured = 0;
        header.ipId = 0;
        header.fragment = false;
        header.laterFragment = false;
        header.fragmentKey = 0;
        header.innerFragmentKey = 0;
        header.sourceMac = -1;
        header.destinationMac = -1;
        header.linkDirection = PacketHeader.DIRECTION_UNKNOWN;
        header.linkInterface = 0;
        if (header.depth != 0) {
            clearOuter(header);
        }
        if (header.quotes) {
            QuotedPacket.clear(header);
        }
    }

    private static void clearOuter(PacketHeader header) {
        header.depth = 0;
        header.outerV6 = false;
        header.outerSourceHigh = 0;
        header.outerSourceLow = 0;
        header.outerDestinationHigh = 0;
        header.outerDestinationLow = 0;
    }
}
