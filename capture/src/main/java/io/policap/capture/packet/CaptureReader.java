package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.decode.LinkTypes;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.TunnelPorts;
import io.policap.capture.packet.file.ByteWindow;
import io.policap.capture.packet.file.CaptureFileReader;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.recording.RecognizedFile;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one rotated set of capture files, in the order of time, as one capture: its connections go to a join.
 *
 * <p>A file that begins before the ones in front of it ended is a capture of its own. For one thread.
 */
public final class CaptureReader {
    private final PacketDecoder decoder;
    private final CaptureOptions options;
    private final LegJoin join;
    private final Issues issues;
    private final List<CaptureReading> readings = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    public CaptureReader(CaptureOptions options, LegJoin join, Issues issues) {
        int[] ports = options.vxlanPorts().stream().mapToInt(Integer::intValue).toArray();
        this.decoder = new PacketDecoder(TunnelPorts.withVxlan(ports));
        this.options = options;
        this.join = join;
        this.issues = issues;
    }

    /**
     * Reads a set.
     *
     * @param firstNumber the number of its first capture in this run; it has at most as many captures as files
     * @return the captures it turned out to be, without those of which nothing was readable
     */
    public List<CaptureReading> read(List<CaptureSource> set, int firstNumber) {
        OpenCapture open = new OpenCapture(firstNumber);
        for (CaptureSource source : set) {
            if (!open.files.isEmpty() && !source.follows(open.packets.last())) {
                open.finish();
                open = new OpenCapture(open.number + 1);
            }
            open.read(source.file());
        }
        open.finish();
        return List.copyOf(readings);
    }

    /** The files that were read at least in part. */
    public List<String> filesRead() {
        return List.copyOf(read);
    }

    /** One capture while its files are read. */
    private final class OpenCapture implements LegSink {
        private final int number;
        private final ConnectionTable table;
        private final CapturePackets packets;
        private final List<String> files = new ArrayList<>();

        OpenCapture(int number) {
            this.number = number;
            this.table = new ConnectionTable(options.limits(), this, number);
            this.packets = new CapturePackets(decoder, table, true);
        }

        void read(RecognizedFile file) {
            packets.nextFile();
            files.add(file.name());
            try {
                read(file, file.plainPath());
                read.add(file.name());
            } catch (IOException failed) {
                issues.add(
                        IssueCode.UNREADABLE_FILE,
                        file.name(),
                        "cannot be read on; its packets up to there were taken: is the disk all right?");
            }
        }

        private void read(RecognizedFile file, Optional<Path> plain) throws IOException {
            if (plain.isPresent()) {
                try (ByteWindow bytes = ByteWindow.of(plain.get())) {
                    CaptureFileReader.read(bytes, packets, file.name(), issues);
                }
                return;
            }
            try (InputStream content = file.open(issues);
                    ByteWindow bytes = ByteWindow.of(content)) {
                CaptureFileReader.read(bytes, packets, file.name(), issues);
            }
        }

        void finish() {
            packets.finish();
            table.finish();
            if (table.evicted() > 0) {
                issues.add(
                        IssueCode.EVICTED,
                        files.get(0),
                        table.evicted() + " connections had to make room before they ended, and count as several: raise"
                                + " --max-connections above " + options.limits().connections());
            }
            reportLeftOut();
            readings.add(new CaptureReading(
                    number,
                    files,
                    packets.interfaces(),
                    packets.facts(),
                    packets.lost(),
                    packets.names(),
                    packets.skipped()));
        }

        private void reportLeftOut() {
            for (int i = 0; i < packets.interfaces().size(); i++) {
                if (packets.unopened(i) > 0) {
                    issues.add(
                            IssueCode.UNKNOWN_LINK,
                            files.get(0),
                            packets.unopened(i) + " frames of link type "
                                    + LinkTypes.name(packets.interfaces().get(i).linkType())
                                    + " hold nothing that policap opens; skipped");
                }
            }
            long opaque = packets.skipped().getOrDefault(SkipReason.OPAQUE_TUNNEL, 0L);
            if (opaque > 0) {
                issues.add(
                        IssueCode.OPAQUE_TUNNEL,
                        files.get(0),
                        opaque + " packets are encrypted between nodes (WireGuard or IPsec); what they carry can be"
                                + " seen on the pods' own interfaces only: capture there, or on 'any'");
            }
        }

        @Override
        public void leg(Leg leg) {
            join.add(leg);
        }

        @Override
        public void skip(SkipReason reason, long count) {
            packets.skippedLater(reason, count);
        }
    }
}
