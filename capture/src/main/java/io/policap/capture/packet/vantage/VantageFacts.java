package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import io.policap.infer.net.Ip;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the packets of one interface of a capture tell about where it was taken, gathered packet by packet.
 *
 * <p>Addresses are those of the outermost IP header: they say who speaks at that place. Loopback, link-local, multicast
 * and broadcast packets are left out, as every place shows some. Not safe for several threads.
 */
public final class VantageFacts {
    private static final int NO_INTERFACE = -1;

    /** For the first byte of an IPv4 address whether some that begin with it are nobody's. */
    private static final boolean[] HAS_NOBODY = new boolean[256];

    static {
        for (int top = 0; top < HAS_NOBODY.length; top++) {
            HAS_NOBODY[top] = isOfNobody4((long) top << 24) || isOfNobody4((long) top << 24 | 0xFE_0000);
        }
    }

    private final CommonAddress common4 = new CommonAddress(false);
    private final CommonAddress common6 = new CommonAddress(true);
    private final CommonMac mac = new CommonMac();
    private final AddressPairs pairs = new AddressPairs();
    private long packets;
    private boolean tunnelled;
    private int linkInterface = NO_INTERFACE;
    private boolean severalInterfaces;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * Takes a packet whose addresses were decoded, a later fragment included; keeps nothing of the header.
     *
     * @param time nanoseconds since 1970
     */
    public void add(PacketHeader header, long time) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        boolean group = false;
        if (header.sourceMac >= 0) {
            group = CommonMac.isGroup(header.destinationMac);
            if (!group) {
                mac.add(header.sourceMac, header.destinationMac);
            }
        }
        if (header.linkDirection != PacketHeader.DIRECTION_UNKNOWN) {
            severalInterfaces |= linkInterface != NO_INTERFACE && linkInterface != header.linkInterface;
            linkInterface = header.linkInterface;
        }
        if (group) {
            return;
        }
        if (header.depth > 0) {
            tunnelled = true;
            addOutermost(
                    header.outerV6,
                    header.outerSourceHigh,
                    header.outerSourceLow,
                    header.outerDestinationHigh,
                    header.outerDestinationLow,
                    header);
        } else {
            addOutermost(
                    header.v6,
                    header.sourceHigh,
                    header.sourceLow,
                    header.destinationHigh,
                    header.destinationLow,
                    header);
        }
    }

    /** The same for a plain packet. */
    public void add(PlainPacket packet, long time) {
        if (addButPair(packet, time)) {
            pairs.add4(packet.outerAddresses());
        }
    }

    /**
     * Takes a plain packet without its pair of addresses.
     *
     * @return whether the pair counts, and is to be added by {@link #add(SentPackets)}
     */
    public boolean addButPair(PlainPacket packet, long time) {
        if (time < first) {
            first = time;
        }
        if (time > last) {
            last = time;
        }
        if (packet.isToGroup()) {
            return false;
        }
        if (mac.isOpen()) {
            mac.add(packet.sourceMac(), packet.destinationMac());
        }
        tunnelled |= packet.tunnelled();
        long both = packet.outerAddresses();
        long source = both >>> 32;
        if ((HAS_NOBODY[(int) (source >>> 24)] || HAS_NOBODY[(int) both >>> 24])
                && (isOfNobody4(source) || isOfNobody4(both & 0xFFFF_FFFFL))) {
            return false;
        }
        if (common4.isOpen()) {
            long sourceMac = packet.sourceMac();
            common4.add(0, source, 0, both & 0xFFFF_FFFFL);
            common4.addSender(0, source, mac.isFirst(sourceMac), mac.isSecond(sourceMac));
        }
        packets++;
        return true;
    }

    /** Adds the pairs of plain packets that were counted elsewhere. */
    public void add(SentPackets sent) {
        pairs.add(sent.pairs());
    }

    private void addOutermost(
            boolean v6,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            PacketHeader header) {
        boolean isOfNobody = v6
                ? isOfNobody6(sourceHigh, sourceLow) || isOfNobody6(destinationHigh, destinationLow)
                : isOfNobody4(sourceLow) || isOfNobody4(destinationLow);
        if (isOfNobody) {
            return;
        }
        CommonAddress common = v6 ? common6 : common4;
        common.add(sourceHigh, sourceLow, destinationHigh, destinationLow);
        if (header.sourceMac >= 0) {
            common.addSender(sourceHigh, sourceLow, mac.isFirst(header.sourceMac), mac.isSecond(header.sourceMac));
        }
        packets++;
        pairs.add(v6, sourceHigh, sourceLow, destinationHigh, destinationLow, header.linkDirection);
    }

    // 0/8 (RFC 791), 127/8 (RFC 1122), 169.254/16 (RFC 3927), 224/4 (RFC 5771) and all above.
    private static boolean isOfNobody4(long low) {
        int top = (int) (low >>> 24);
        return top == 0 || top == 127 || top >= 224 || (low >>> 16) == 0xA9FE;
    }

    // ::, ::1, fe80::/10 and ff00::/8 (RFC 4291).
    private static boolean isOfNobody6(long high, long low) {
        return (high == 0 && (low == 0 || low == 1)) || (high >>> 54) == 0x3FA || (high >>> 56) == 0xFF;
    }

    /** Packets between two addresses of somebody. */
    public long packets() {
        return packets;
    }

    /** When the first packet was captured; {@link Instant#MIN} where there was none. */
    public Instant first() {
        return first > last ? Instant.MIN : Instant.ofEpochSecond(0, first);
    }

    /** When the last packet was captured; {@link Instant#MIN} where there was none. */
    public Instant last() {
        return first > last ? Instant.MIN : Instant.ofEpochSecond(0, last);
    }

    boolean tunnelled() {
        return tunnelled;
    }

    /** Whether the link headers named several interfaces, as those of LINKTYPE_LINUX_SLL2 can. */
    boolean severalInterfaces() {
        return severalInterfaces;
    }

    /** Whether one device sent or received every unicast frame. */
    boolean hasCommonMac() {
        return mac.found();
    }

    boolean hasFamily(boolean v6) {
        return (v6 ? common6 : common4).seen();
    }

    /** The addresses that every packet of a family has as its source or destination. */
    List<Ip> common(boolean v6) {
        return (v6 ? common6 : common4).candidates();
    }

    /** Where two addresses are left of a family: the one whose device sent or received every unicast frame. */
    Optional<Ip> behindCommonMac(boolean v6) {
        return (v6 ? common6 : common4).behind(mac);
    }

    List<AddressPair> pairs() {
        return pairs.list();
    }

    /** Whether {@link #pairs()} lacks some. */
    boolean pairsAreMissing() {
        return pairs.overflowed();
    }
}
