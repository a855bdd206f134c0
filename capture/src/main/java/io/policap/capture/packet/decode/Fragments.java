package io.policap.capture.packet.decode;

/** What fragments of either IP version have in common. */
final class Fragments {
    private Fragments() {}

    /** Where an IP packet ends: as its header says, but within its fragment where a tunnel's packet was fragmented. */
    static int window(PacketHeader header, int stated, int wire) {
        return header.fragment ? Math.min(stated, wire) : stated;
    }

    /**
     * Notes that the header whose addresses are in {@code header} is a fragment's.
     *
     * @param identification what tells its packet from others between the same addresses
     */
    static void note(PacketHeader header, long identification) {
        long key = mix(header.sourceLow + 0x9E3779B97F4A7C15L);
        key = mix(key ^ header.destinationLow);
        key = mix(key ^ header.sourceHigh);
        key = mix(key ^ header.destinationHigh);
        key = mix(key ^ (identification << 1 | (header.v6 ? 1 : 0)));
        if (!header.fragment) {
            header.fragment = true;
            header.fragmentKey = key;
        } else if (header.innerFragmentKey == 0) {
            header.innerFragmentKey = key;
        }
    }

    /** A fragment without the transport header, whose bytes begin at {@code at}. */
    static Decoding later(Frame frame, int at, int end, int wire) {
        PacketHeader header = frame.header;
        header.laterFragment = true;
        frame.payload(at, end, wire);
        int protocol = header.protocol;
        if (protocol == Tunnels.ESP) {
            return Decoding.OPAQUE_TUNNEL;
        }
        return Transport.isKnown(protocol) || (header.v6 && ExtensionHeaders.isOfIpv6(protocol))
                ? Decoding.LATER_FRAGMENT
                : Decoding.OTHER_TRANSPORT;
    }

    /** The last step of MurmurHash3 for 64 bits, after which every bit depends on every other. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
