package io.policap.capture.packet;

import io.policap.capture.packet.connection.Leg;
import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.capture.packet.join.LegJoin;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture that is taken now, of one or several interfaces of this host: its connections go to a join as they end, and
 * what it shows up to now can be asked for at any time. Its memory does not grow with its length.
 *
 * <p>Safe for several threads: those that bring packets, and those that look.
 */
public final class LiveCapture implements PacketSink {
    private final Captures captures;
    private final OpenCapture open;

    /**
     * A capture without packets.
     *
     * @param name what it is called in places, such as {@code nic:any}
     * @param captures knows it from now on, by the number 0
     */
    public LiveCapture(String name, CaptureOptions options, Captures captures, LegJoin join) {
        this.captures = captures;
        this.open = new OpenCapture(0, options.decoder(), options, join, false);
        open.begin(name);
        captures.add(open.reading());
    }

    @Override
    public synchronized void declare(CaptureInterface declared) {
        open.packets().declare(declared);
    }

    @Override
    public synchronized void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        open.packets().packet(data, offset, captured, original, time, iface);
    }

    @Override
    public synchronized void skip(SkipReason reason, long records) {
        open.packets().skip(reason, records);
    }

    @Override
    public synchronized void name(Ip address, String name) {
        open.packets().name(address, name);
    }

    @Override
    public synchronized void dropped(int iface, long packets, long time) {
        open.packets().dropped(iface, packets, time);
    }

    /**
     * Hands out the connections that were idle too long, where no packet comes that would do it.
     *
     * @param time what this host's clock says, nanoseconds since 1970
     */
    public synchronized void expire(long time) {
        open.table().expire(time);
    }

    /** Connections seen so far, those that are open included. */
    public synchronized long connections() {
        return open.table().legs() + open.table().connections();
    }

    /** Does something while no packet comes in, no connection ends and none is handed out. */
    public synchronized void hold(Runnable work) {
        work.run();
    }

    /** The connections that are open, as they are now; tells {@link Captures} what is known of the capture by now. */
    public synchronized List<Leg> open() {
        List<Leg> legs = new ArrayList<>(open.table().connections());
        open.table().show(legs::add);
        captures.add(open.reading());
        return legs;
    }

    /** Ends it: all its connections go to the join, and {@link Captures} gets to know all about it. */
    public synchronized void finish(Issues issues) {
        captures.add(open.finish(issues));
    }
}
