package io.policap.capture.packet.file;

import io.policap.infer.flow.SkipReason;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the records of a pcap file (draft-ietf-opsawg-pcap), classic or modified. One instance per file. */
final class PcapReader {
    /** Bytes of a packet that are believed at most: 16 MiB, above any jumbogram or super-packet that was seen. */
    static final int MOST = 1 << 24;

    private final ByteWindow window;
    private final PacketSink sink;
    private final DamageReport damage;
    private final PcapHeader header;
    private final PcapChain chain;
    private final int most;
    private long records;
    private long packets;
    private long skipped;
    private boolean whole;
    private long last = -1;

    /** What is to be done with a record whose header cannot be right. */
    private enum Ruling {
        TAKE,
        MOVED,
        STOP
    }

    PcapReader(ByteWindow window, PcapHeader header, PacketSink sink, DamageReport damage) {
        this.window = window;
        this.header = header;
        this.sink = sink;
        this.damage = damage;
        int snapLength = header.snapLength();
        // Some writers leave 0; more than the bound, or a negative number, is as good as no limit.
        this.most = snapLength == 0 ? PcapChain.USUAL_MOST : snapLength < 0 ? MOST : Math.min(snapLength, MOST);
        this.chain = new PcapChain(window, header, most);
    }

    /** Reads on from behind the file's header, up to so many packets. */
    CaptureFacts read(long atMost) throws IOException {
        sink.declare(new CaptureInterface(header.linkType(), Math.max(0, header.snapLength()), "", ""));
        window.need(window.start() + PcapHeader.BYTES, 0);
        while (packets < atMost && run(atMost)) {
            // Each run ends where the window had to be moved or a record judged.
        }
        return new CaptureFacts(header.format(), packets, skipped, whole);
    }

    /** Reads the records that lie in the window; returns whether there are more. */
    private boolean run(long atMost) throws IOException {
        ByteBuffer data = window.data();
        long[] words = window.words();
        int at = window.start();
        int end = window.end();
        int headerBytes = header.recordHeader();
        int nanos = header.nanos();
        boolean swapped = header.swapped();
        boolean mixed = header.mixedLengths();
        int longest = most;
        long count = packets;
        long time = last;
        while (end - at >= headerBytes && count < atMost) {
            long times = WordCopy.at(words, at);
            long lengths = WordCopy.at(words, at + 8);
            if (!swapped) {
                times = reversed(times);
                lengths = reversed(lengths);
            }
            int captured = (int) lengths;
            int original = (int) (lengths >>> 32);
            if (mixed && captured > original) {
                int first = captured;
                captured = original;
                original = first;
            }
            if (captured < 0 || captured > longest || original < captured || captured > end - at - headerBytes) {
                break;
            }
            time = (times & 0xFFFF_FFFFL) * 1_000_000_000L + (times >>> 32) * nanos;
            count++;
            sink.packet(data, words, at + headerBytes, captured, original, time, 0);
            at += headerBytes + captured;
        }
        records += count - packets;
        packets = count;
        last = time;
        return count < atMost && one(at);
    }

    /** Reads the one record that the window did not hold, or whose lengths are in doubt. */
    private boolean one(int at) throws IOException {
        int headerBytes = header.recordHeader();
        if (!window.need(at, headerBytes)) {
            whole = window.start() == window.end();
            return whole ? false : cut(headerBytes);
        }
        records++;
        int first = ordered(window.data(), window.start() + 8, header.swapped());
        int second = ordered(window.data(), window.start() + 12, header.swapped());
        boolean exchanged = header.mixedLengths() && first > second;
        int captured = exchanged ? second : first;
        int original = exchanged ? first : second;
        if (captured < 0 || captured > most || original < captured) {
            Ruling ruling = judge(captured, original);
            if (ruling != Ruling.TAKE) {
                return ruling == Ruling.MOVED;
            }
        }
        if (!window.need(window.start(), headerBytes + captured)) {
            records--;
            return cutOrDamaged(headerBytes + captured);
        }
        ByteBuffer data = window.data();
        int start = window.start();
        last = (ordered(data, start, header.swapped()) & 0xFFFF_FFFFL) * 1_000_000_000L
                + (ordered(data, start + 4, header.swapped()) & 0xFFFF_FFFFL) * header.nanos();
        packets++;
        int whenSent = original < 0 ? Integer.MAX_VALUE : Math.max(original, captured);
        sink.packet(data, start + headerBytes, captured, whenSent, last, 0);
        window.need(start + headerBytes + captured, 0);
        return true;
    }

    private Ruling judge(int captured, int original) throws IOException {
        long offset = window.offset(window.start());
        boolean possible = captured >= 0 && captured <= Math.max(most, PcapChain.USUAL_MOST);
        if (possible && chain.follows(window.start(), header.recordHeader() + captured)) {
            if (captured > most) {
                damage.add(Fault.OVERSIZE, records, offset);
            }
            return Ruling.TAKE;
        }
        // A record that only says more than it had on the wire is believed unless another one is proven. That needs
        // no search beyond it, where it ends in the window.
        if (captured >= 0 && captured <= most && original >= 0) {
            return Ruling.TAKE;
        }
        skipped++;
        sink.skip(SkipReason.MALFORMED, 1);
        if (chain.find(window.start() + 1, last)) {
            damage.add(Fault.PASSED_OVER, records, offset);
            return Ruling.MOVED;
        }
        damage.stopped(
                records,
                offset,
                "claims " + Integer.toUnsignedString(captured) + " captured bytes, at most " + most + " are possible");
        return Ruling.STOP;
    }

    /** A length beyond all use may as well be a wrong one; then records follow. */
    private boolean cutOrDamaged(int needed) throws IOException {
        long offset = window.offset(window.start());
        int missing = needed - (window.end() - window.start());
        skipped++;
        sink.skip(SkipReason.MALFORMED, 1);
        if (needed > PcapChain.USUAL_MOST && chain.find(window.start() + 1, last)) {
            records++;
            damage.add(Fault.PASSED_OVER, records, offset);
            return true;
        }
        damage.cut(records + 1, offset, missing);
        return false;
    }

    private boolean cut(int needed) {
        int there = window.end() - window.start();
        damage.cut(records + 1, window.offset(window.start()), needed - there);
        skipped++;
        sink.skip(SkipReason.MALFORMED, 1);
        return false;
    }

    /** Two numbers of 32 bits, each with its bytes the other way round. */
    private static long reversed(long both) {
        return Integer.reverseBytes((int) both) & 0xFFFF_FFFFL | (long) Integer.reverseBytes((int) (both >>> 32)) << 32;
    }

    private static int ordered(ByteBuffer data, int at, boolean swapped) {
        int value = data.getInt(at);
        return swapped ? Integer.reverseBytes(value) : value;
    }
}
