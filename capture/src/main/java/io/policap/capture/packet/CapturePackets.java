package io.policap.capture.packet;

import io.policap.capture.live.LiveFilter;
import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.PacketBatch;
import io.policap.capture.packet.connection.PayloadHash;
import io.policap.capture.packet.content.PayloadChoice;
import io.policap.capture.packet.decode.Decoding;
import io.policap.capture.packet.decode.FragmentTable;
import io.policap.capture.packet.decode.LinkTypes;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.PacketHeader;
import io.policap.capture.packet.decode.PlainPacket;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.capture.packet.vantage.SentPackets;
import io.policap.capture.packet.vantage.VantageFacts;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a packet of a capture goes: it is decoded, counts for the vantage, and becomes part of its connection. */
final class CapturePackets implements PacketSink {
    /** Addresses whose names are kept; pcapng may name any number. */
    private static final int NAMES_KEPT = 10_000;

    private final PacketDecoder decoder;
    private final PacketLane lane;
    private final PlainPacket plain;
    private final PayloadChoice choice;
    private final FragmentTable fragments = new FragmentTable();
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private final LossHistory lost = new LossHistory();
    private final SortedMap<Ip, SortedSet<String>> names = new TreeMap<>();
    private final long[] skipped = new long[SkipReason.values().length];
    /** Of its own, as another thread may count it. */
    private final long[] skippedLater = new long[SkipReason.values().length];

    private VantageFacts[] facts = new VantageFacts[4];
    private int[] linkTypes = new int[4];
    private long[] unopened = new long[4];
    /** The numbers, within the capture, of the interfaces that the file being read declares. */
    private int[] numbers = new int[4];

    private int declared;
    private long records;
    private long last = Long.MIN_VALUE;

    /**
     * Packets of one capture.
     *
     * @param requests whether the requests of HTTP are wanted
     * @param threaded whether a second thread counts what the first decodes
     */
    CapturePackets(PacketDecoder decoder, ConnectionTable table, boolean requests, boolean threaded) {
        this.choice = new PayloadChoice(requests);
        this.decoder = decoder;
        this.lane = threaded ? new ThreadedLane(table) : new DirectLane(table);
        this.plain = decoder.plain();
    }

    /** Returns when every packet is counted to its connection; none may come afterwards. */
    void finish() {
        lane.finish();
    }

    /** Takes what the connections tell, when all were handed out, of packets of which nothing was said before. */
    void sent(SentPackets sent) {
        if (!interfaces.isEmpty()) {
            facts[0].add(sent);
        }
    }

    /** Begins another file of the same rotated set: it declares its interfaces again. */
    void nextFile() {
        declared = 0;
    }

    @Override
    public void declare(CaptureInterface iface) {
        if (declared == numbers.length) {
            numbers = Arrays.copyOf(numbers, declared * 2);
        }
        CaptureInterface taken = iface;
        if (LiveFilter.HANDSHAKES.expression(iface.linkType()).equals(iface.filter())) {
            // Shows every connection that begins or ends, so that it hides nothing of where the capture was taken.
            lane.onlyHandshakesCome();
            taken = new CaptureInterface(iface.linkType(), iface.snapLength(), iface.name(), "");
        }
        boolean again = declared < interfaces.size() && interfaces.get(declared).equals(taken);
        numbers[declared] = again ? declared : add(taken);
        declared++;
    }

    private int add(CaptureInterface iface) {
        int number = interfaces.size();
        interfaces.add(iface);
        if (number == linkTypes.length) {
            facts = Arrays.copyOf(facts, number * 2);
            linkTypes = Arrays.copyOf(linkTypes, number * 2);
            unopened = Arrays.copyOf(unopened, number * 2);
        }
        facts[number] = new VantageFacts();
        linkTypes[number] = iface.linkType();
        return number;
    }

    @Override
    public void packet(ByteBuffer data, long[] words, int offset, int captured, int original, long time, int iface) {
        int number = numbers[iface];
        PacketBatch batch = lane.batch();
        int at = batch.at();
        if (linkTypes[number] != LinkTypes.ETHERNET || !plain.read(words, offset, captured, batch.words(), at)) {
            boolean isRead = linkTypes[number] == LinkTypes.ETHERNET && plain.readIpv6(batch.header());
            packet(data, offset, captured, original, time, number, isRead);
            return;
        }
        records++;
        if (time > last) {
            last = time;
        }
        boolean told = false;
        if (number == 0 && !plain.tunnelled()) {
            told = facts[0].addButPair(plain, time);
        } else {
            facts[number].add(plain, time);
        }
        batch.addPlain(time, records, told);
        if (plain.isUdp()) {
            PayloadHash.fill(plain, batch.words(), at);
        }
        if (isChosen(batch.words(), at)) {
            batch.carry(data, plain.payloadOffset(), plain.payloadCaptured());
        }
        lane.added();
    }

    @Override
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        packet(data, offset, captured, original, time, numbers[iface], false);
    }

    /** Takes a packet, which is decoded unless the batch's header holds it already. */
    private void packet(
            ByteBuffer data, int offset, int captured, int original, long time, int number, boolean isRead) {
        records++;
        if (time > last) {
            last = time;
        }
        PacketBatch batch = lane.batch();
        PacketHeader header = batch.header();
        Decoding decoding =
                isRead ? Decoding.PACKET : decoder.decode(data, offset, captured, original, linkTypes[number], header);
        if (decoding == Decoding.PACKET) {
            if (header.fragment) {
                fragments.attribute(header, time);
            }
            PayloadHash.fill(header, data);
            facts[number].add(header, time);
            batch.add(time, records, false);
            if (isChosen(header, data)) {
                batch.carry(data, header.payloadOffset, header.payloadCaptured);
            }
            lane.added();
        } else if (decoding == Decoding.LATER_FRAGMENT && fragments.attribute(header, time)) {
            facts[number].add(header, time);
            batch.add(time, records, true);
            lane.added();
        } else {
            leftOut(decoding, number);
        }
    }

    /** Whether somebody looks at the payload of the plain packet that was read last. */
    private boolean isChosen(long[] words, int at) {
        int payload = (int) words[at + PlainPacket.PAYLOAD];
        if (payload <= 0) {
            return false;
        }
        int ports = (int) (words[at + PlainPacket.PORTS] >>> 32);
        int captured = plain.payloadCaptured();
        int first = captured > 0 ? (int) plain.payload(0) & 0xFF : 0;
        if (plain.isUdp()) {
            return PayloadChoice.udp(ports >>> 16, ports & 0xFFFF, first);
        }
        return choice.mayBeTcp(ports >>> 16, ports & 0xFFFF, first)
                && choice.tcp(
                        PayloadChoice.flow(words[at + PlainPacket.ADDRESSES], ports),
                        ports >>> 16,
                        ports & 0xFFFF,
                        (int) (words[at + PlainPacket.NUMBERS] >>> 32),
                        payload,
                        captured,
                        PayloadChoice.head(plain.payload(0), captured));
    }

    /** The same for any other packet. */
    private boolean isChosen(PacketHeader header, ByteBuffer data) {
        int captured = header.payloadCaptured;
        if (header.payload <= 0) {
            return false;
        }
        int first = captured > 0 ? data.get(header.payloadOffset) & 0xFF : 0;
        if (header.protocol == PacketHeader.UDP) {
            return PayloadChoice.udp(header.sourcePort, header.destinationPort, first);
        }
        return header.protocol == PacketHeader.TCP
                && choice.mayBeTcp(header.sourcePort, header.destinationPort, first)
                && choice.tcp(
                        PayloadChoice.flow(header),
                        header.sourcePort,
                        header.destinationPort,
                        header.sequence,
                        header.payload,
                        captured,
                        PayloadChoice.head(data, header.payloadOffset, captured));
    }

    private void leftOut(Decoding decoding, int number) {
        SkipReason reason = decoding.reason();
        if (reason == null) {
            throw new IllegalStateException(decoding + " left out without a reason");
        }
        skipped[reason.ordinal()]++;
        if (decoding == Decoding.UNKNOWN_LINK) {
            unopened[number]++;
        }
    }

    @Override
    public void skip(SkipReason reason, long packets) {
        records += packets;
        skipped[reason.ordinal()] += packets;
    }

    /** Counts packets that were taken, and turned out to belong to no connection. */
    void skippedLater(SkipReason reason, long packets) {
        skippedLater[reason.ordinal()] += packets;
    }

    @Override
    public void name(Ip address, String name) {
        if (names.size() < NAMES_KEPT || names.containsKey(address)) {
            names.computeIfAbsent(address, key -> new TreeSet<>()).add(name);
        }
    }

    @Override
    public void dropped(int iface, long packets, long time) {
        lost.add(new LostPackets(numbers[iface], packets, time));
    }

    /** The time of the latest packet, nanoseconds since 1970; {@link Long#MIN_VALUE} before the first. */
    long last() {
        return last;
    }

    List<CaptureInterface> interfaces() {
        return Collections.unmodifiableList(interfaces);
    }

    List<VantageFacts> facts() {
        return List.of(Arrays.copyOf(facts, interfaces.size()));
    }

    /** Frames of an interface that were skipped because nothing below IP could be opened. */
    long unopened(int number) {
        return unopened[number];
    }

    List<LostPackets> lost() {
        return lost.list();
    }

    SortedMap<Ip, SortedSet<String>> names() {
        return Collections.unmodifiableSortedMap(names);
    }

    Map<SkipReason, Long> skipped() {
        Map<SkipReason, Long> counts = new EnumMap<>(SkipReason.class);
        for (SkipReason reason : SkipReason.values()) {
            long count = skipped[reason.ordinal()] + skippedLater[reason.ordinal()];
            if (count > 0) {
                counts.put(reason, count);
            }
        }
        return counts;
    }
}
