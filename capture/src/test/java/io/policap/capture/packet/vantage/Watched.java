package io.policap.capture.packet.vantage;

import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import java.time.Instant;

/** The packets that one device showed, a second apart from 2026-02-01T00:00:00Z. */
final class Watched {
    static final int ETHERNET = 1;
    static final int RAW = 101;
    static final int SLL = 113;
    static final int SLL2 = 276;

    private static final long START = Instant.parse("2026-02-01T00:00:00Z").getEpochSecond();

    final VantageFacts facts = new VantageFacts();
    private final int linkType;
    private final PacketHeader header = new PacketHeader();
    private int seconds;

    Watched(int linkType) {
        this.linkType = linkType;
    }

    /** A packet and its answer, ten times over, between the devices of two link addresses. */
    Watched talk(String one, String other, long oneMac, long otherMac) {
        for (int i = 0; i < 10; i++) {
            packet(one, other, oneMac, otherMac);
            packet(other, one, otherMac, oneMac);
        }
        return this;
    }

    /** The same where link addresses are those of a pod's interface and of everything behind it. */
    Watched talk(String one, String other) {
        return talk(one, other, 1, 2);
    }

    Watched packet(String source, String destination, long sourceMac, long destinationMac) {
        header.sourceMac = linkType == ETHERNET ? sourceMac : -1;
        header.destinationMac = linkType == ETHERNET ? destinationMac : -1;
        header.linkDirection = PacketHeader.DIRECTION_UNKNOWN;
        return add(source, destination);
    }

    /** Packets that passed a device of a cooked capture. */
    Watched passed(int device, int direction, String source, String destination) {
        header.sourceMac = -1;
        header.destinationMac = -1;
        header.linkDirection = direction;
        header.linkInterface = linkType == SLL2 ? device : 0;
        for (int i = 0; i < 10; i++) {
            add(source, destination);
        }
        return this;
    }

    /** Packets that came in at one device and left by another, and their answers. */
    Watched forwarded(int in, int out, String source, String destination) {
        passed(in, PacketHeader.TO_US, source, destination);
        passed(out, PacketHeader.FROM_US, source, destination);
        passed(out, PacketHeader.TO_US, destination, source);
        return passed(in, PacketHeader.FROM_US, destination, source);
    }

    /** The next packets are carried by a tunnel between these addresses. */
    Watched tunnelled(String outerOne, String outerOther) {
        Ip source = Ip.parse(outerOne);
        Ip destination = Ip.parse(outerOther);
        header.depth = 1;
        header.outerV6 = source.v6();
        header.outerSourceHigh = source.high();
        header.outerSourceLow = source.low();
        header.outerDestinationHigh = destination.high();
        header.outerDestinationLow = destination.low();
        return this;
    }

    /** The next packets are not tunnelled. */
    Watched plain() {
        header.depth = 0;
        return this;
    }

    private Watched add(String from, String to) {
        Ip source = Ip.parse(from);
        Ip destination = Ip.parse(to);
        header.v6 = source.v6();
        header.sourceHigh = source.high();
        header.sourceLow = source.low();
        header.destinationHigh = destination.high();
        header.destinationLow = destination.low();
        facts.add(header, (START + seconds++) * 1_000_000_000L);
        return this;
    }

    CaptureInterface named(String name) {
        return new CaptureInterface(linkType, 0, name, "");
    }

    String vantage(String name, Inventory inventory) {
        return VantageFinder.find(facts, named(name), inventory).text();
    }

    String vantage(Inventory inventory) {
        return vantage("", inventory);
    }

    String vantageFiltered(Inventory inventory) {
        Vantage found = VantageFinder.find(facts, new CaptureInterface(linkType, 0, "", "tcp"), inventory);
        return found.text();
    }
}
