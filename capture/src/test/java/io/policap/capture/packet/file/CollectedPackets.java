package io.policap.capture.packet.file;

import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A sink that keeps everything, checks what it is promised, and the shortest ways to fill one. */
final class CollectedPackets implements PacketSink {
    /** One packet with its bytes. */
    record Packet(ByteBuffer bytes, int original, long time, int iface) {}

    /** Losses of an interface. */
    record Dropped(int iface, long packets, long time) {}

    final List<CaptureInterface> interfaces = new ArrayList<>();
    final List<Packet> packets = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<Dropped> dropped = new ArrayList<>();
    final Issues issues = new Issues();
    long skipped;
    CaptureFacts facts = new CaptureFacts(CaptureFormat.UNKNOWN, 0, 0, false);

    static CollectedPackets of(byte[] file) {
        return of(new ByteArrayInputStream(file));
    }

    static CollectedPackets of(InputStream file) {
        try (ByteWindow window = ByteWindow.of(file)) {
            return of(window);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static CollectedPackets of(Path file) throws IOException {
        if (file.toString().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return of(in);
            }
        }
        try (ByteWindow window = ByteWindow.of(file)) {
            return of(window);
        }
    }

    static CollectedPackets of(ByteWindow window) throws IOException {
        CollectedPackets collected = new CollectedPackets();
        collected.facts = CaptureFileReader.read(window, collected, "x.pcap", collected.issues);
        if (collected.facts.packets() != collected.packets.size() || collected.facts.skipped() != collected.skipped) {
            throw new AssertionError(collected.facts + " but " + collected.packets.size() + " packets delivered");
        }
        return collected;
    }

    List<String> messages() {
        return issues.list().stream()
                .map(issue -> issue.code().text() + ": " + issue.message())
                .toList();
    }

    @Override
    public void declare(CaptureInterface declared) {
        interfaces.add(declared);
    }

    @Override
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        boolean promised = data.order() == ByteOrder.BIG_ENDIAN
                && offset >= 0
                && captured >= 0
                && offset + captured <= data.limit()
                && original >= captured
                && iface >= 0
                && iface < interfaces.size();
        if (!promised) {
            throw new AssertionError("packet at " + offset + " of " + captured + "/" + original + " bytes, interface "
                    + iface + " of " + interfaces.size() + ", " + data);
        }
        byte[] bytes = new byte[captured];
        data.get(offset, bytes);
        packets.add(new Packet(ByteBuffer.wrap(bytes), original, time, iface));
    }

    @Override
    public void skip(SkipReason reason, long records) {
        skipped += records;
    }

    @Override
    public void name(Ip address, String name) {
        names.add(address + " " + name);
    }

    @Override
    public void dropped(int iface, long packets, long time) {
        dropped.add(new Dropped(iface, packets, time));
    }
}
