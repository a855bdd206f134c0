package io.policap.capture.packet;

import io.policap.capture.packet.connection.ConnectionTable;
import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.connection.LegSink;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.content.ContentTable;
import io.policap.capture.packet.decode.LinkTypes;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.join.LegJoin;
import io.policap.capture.packet.vantage.SentPackets;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.util.ArrayList;
import java.util.List;

/** One capture while its packets come: its connections go to a join as they end. */
final class OpenCapture implements LegSink {
    private final int number;
    private final TableLimits limits;
    private final LegJoin join;
    private final ContentTable contents;
    private final ConnectionTable table;
    private final CapturePackets packets;
    private final SentPackets sent = new SentPackets();
    private final List<String> files = new ArrayList<>();

    /**
     * A capture of which nothing was read yet.
     *
     * @param threaded whether a second thread counts what the first decodes; then its table is to be left alone until
     *     it is finished
     */
    OpenCapture(int number, PacketDecoder decoder, CaptureOptions options, LegJoin join, boolean threaded) {
        this.number = number;
        this.limits = options.limits();
        this.join = join;
        this.contents = new ContentTable(options.l7(), join::add);
        this.table = new ConnectionTable(limits, this, number, contents);
        this.packets = new CapturePackets(decoder, table, options.l7(), threaded);
    }

    /** Begins a file of it. */
    void begin(String file) {
        packets.nextFile();
        files.add(file);
    }

    int number() {
        return number;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    CapturePackets packets() {
        return packets;
    }

    ConnectionTable table() {
        return table;
    }

    /** What it holds besides its connections, up to now. */
    CaptureReading reading() {
        return new CaptureReading(
                number,
                files,
                packets.interfaces(),
                packets.facts(),
                packets.lost(),
                packets.names(),
                packets.skipped());
    }

    /** Ends it: all its connections go to the join. */
    CaptureReading finish(Issues issues) {
        packets.finish();
        table.finish();
        packets.sent(sent);
        join.await();
        if (table.evicted() > 0) {
            issues.add(
                    IssueCode.EVICTED,
                    files.get(0),
                    table.evicted() + " connections had to make room before they ended, and count as several: raise"
                            + " --max-connections above " + limits.connections());
        }
        if (contents.evicted() > 0) {
            issues.add(
                    IssueCode.EVICTED,
                    files.get(0),
                    contents.evicted() + " connections carried more at a time than is held, so that their names or"
                            + " requests are not all known: read parts of the capture one by one and merge their"
                            + " baselines");
        }
        reportLeftOut(issues);
        return reading();
    }

    private void reportLeftOut(Issues issues) {
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
    public void sent(long from, long to, long count) {
        sent.add(from, to, count);
    }

    @Override
    public void skip(SkipReason reason, long count) {
        packets.skippedLater(reason, count);
    }
}
