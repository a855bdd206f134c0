package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.content.ContentTable;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.TunnelPorts;
import io.policap.capture.packet.file.ByteWindow;
import io.policap.capture.packet.file.CaptureFileReader;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.capture.packet.vantage.SentPackets;
import io.policap.capture.packet.vantage.VantageFacts;
import io.policap.capture.packet.vantage.VantageFinder;
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a capture comes to: its connections, what was said of names, and facts of where it was taken. */
final class TakenPackets implements PacketSink, LegSink {
    final List<Leg> legs = new ArrayList<>();
    final List<NameLookup> lookups = new ArrayList<>();
    final List<String> skips = new ArrayList<>();
    private final SentPackets sent = new SentPackets();
    private final boolean asHeaders;
    final ConnectionTable table;
    final CapturePackets packets;

    TakenPackets(boolean l7, boolean asHeaders, boolean threaded) {
        this.asHeaders = asHeaders;
        this.table = new ConnectionTable(TableLimits.DEFAULT, this, 0, new ContentTable(l7, lookups::add));
        this.packets = new CapturePackets(new PacketDecoder(TunnelPorts.DEFAULT), table, l7, threaded);
    }

    /** Reads a capture to its end. */
    void read(ByteWindow window) throws IOException {
        CaptureFileReader.read(window, this, "x", new Issues());
        packets.finish();
        table.finish();
        packets.sent(sent);
    }

    List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (VantageFacts each : packets.facts()) {
            facts.add(each.packets() + " " + each.first() + " " + each.last());
        }
        facts.add(VantageFinder.findAll(packets.facts(), packets.interfaces(), Inventory.empty())
                .toString());
        return facts;
    }

    @Override
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        packets.packet(data, offset, captured, original, time, iface);
    }

    @Override
    public void packet(ByteBuffer data, long[] bytes, int offset, int captured, int original, long time, int iface) {
        if (asHeaders) {
            packets.packet(data, offset, captured, original, time, iface);
        } else {
            packets.packet(data, bytes, offset, captured, original, time, iface);
        }
    }

    @Override
    public void declare(CaptureInterface iface) {
        packets.declare(iface);
    }

    @Override
    public void skip(SkipReason reason, long count) {
        skips.add(reason + " " + count);
    }

    @Override
    public void name(Ip address, String name) {
        packets.name(address, name);
    }

    @Override
    public void dropped(int iface, long lost, long time) {
        packets.dropped(iface, lost, time);
    }

    @Override
    public void sent(long from, long to, long count) {
        sent.add(from, to, count);
    }

    @Override
    public void leg(Leg leg) {
        legs.add(leg);
    }
}
