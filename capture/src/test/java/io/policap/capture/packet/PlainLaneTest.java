package io.policap.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of which most are read from words to words, and the same packets where all are decoded. */
class PlainLaneTest {
    private static Path capture(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("fixtures/shop/pcap").resolve(name);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no fixtures/shop/pcap/" + name + " in or above the working directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1-eth0.pcap", "n1-cni0.pcap", "n1-multi.pcapng", "pod-cart-eth0.pcap", "n1-any-s96.pcap"})
    void comeToTheSameConnectionsAndFacts(String name) throws IOException {
        for (boolean l7 : List.of(false, true)) {
            comeToTheSame(name, l7);
        }
    }

    private static void comeToTheSame(String name, boolean l7) throws IOException {
        Taken words = new Taken(l7, false, true);
        Taken alone = new Taken(l7, false, false);
        Taken headers = new Taken(l7, true, true);
        for (Taken taken : List.of(words, alone, headers)) {
            try (ByteWindow window = ByteWindow.of(capture(name))) {
                CaptureFileReader.read(window, taken, name, new Issues());
            }
            taken.packets.finish();
            taken.table.finish();
            taken.packets.sent(taken.sent);
        }
        assertThat(words.lookups).isEqualTo(headers.lookups).isEqualTo(alone.lookups);
        assertThat(words.legs).hasSizeGreaterThan(10).isEqualTo(headers.legs);
        assertThat(alone.legs).isEqualTo(headers.legs);
        assertThat(words.skips).isEqualTo(headers.skips);
        assertThat(words.packets.skipped()).isEqualTo(headers.packets.skipped());
        assertThat(words.facts()).isEqualTo(headers.facts());
        assertThat(words.table.copies()).isEqualTo(headers.table.copies());
    }

    private static final class Taken implements PacketSink, LegSink {
        private final List<Leg> legs = new ArrayList<>();
        private final List<NameLookup> lookups = new ArrayList<>();
        private final List<String> skips = new ArrayList<>();
        private final SentPackets sent = new SentPackets();
        private final boolean asHeaders;
        private final ConnectionTable table;
        private final CapturePackets packets;

        private Taken(boolean l7, boolean asHeaders, boolean threaded) {
            this.asHeaders = asHeaders;
            this.table = new ConnectionTable(TableLimits.DEFAULT, this, 0, new ContentTable(l7, lookups::add));
            this.packets = new CapturePackets(new PacketDecoder(TunnelPorts.DEFAULT), table, l7, threaded);
        }

        private List<String> facts() {
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
        public void packet(
                ByteBuffer data, long[] bytes, int offset, int captured, int original, long time, int iface) {
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
}
