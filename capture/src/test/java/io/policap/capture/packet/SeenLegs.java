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
import io.policap.infer.flow.NameLookup;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The legs of one capture and the DNS that it shows. */
final class SeenLegs implements LegSink {
    final List<Leg> legs = new ArrayList<>();
    final List<NameLookup> lookups = new ArrayList<>();

    static SeenLegs of(Path file, boolean l7) throws IOException {
        SeenLegs seen = new SeenLegs();
        ContentTable contents = new ContentTable(l7, seen.lookups::add);
        ConnectionTable table = new ConnectionTable(TableLimits.DEFAULT, seen, 0, contents);
        CapturePackets packets = new CapturePackets(new PacketDecoder(TunnelPorts.DEFAULT), table, l7, false);
        String name = file.getFileName().toString();
        try (InputStream in = Files.newInputStream(file);
                InputStream bytes = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
                ByteWindow window = ByteWindow.of(bytes)) {
            CaptureFileReader.read(window, packets, name, new Issues());
        }
        packets.finish();
        table.finish();
        if (contents.evicted() > 0) {
            throw new AssertionError(contents.evicted() + " evicted");
        }
        return seen;
    }

    @Override
    public void leg(Leg leg) {
        legs.add(leg);
    }

    @Override
    public void skip(SkipReason reason, long count) {
        // Of no interest here.
    }
}
