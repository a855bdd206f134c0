package io.policap.cli.live;

import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.file.PacketSink;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes to another sink; the counts may be asked for on any thread. */
public final class CountingSink implements PacketSink {
    private final PacketSink to;
    private final LongAdder packets = new LongAdder();
    private final AtomicLongArray dropped;

    /**
     * A counter.
     *
     * @param interfaces how many interfaces will be declared
     */
    public CountingSink(PacketSink to, int interfaces) {
        this.to = to;
        dropped = new AtomicLongArray(interfaces);
    }

    @Override
    public void declare(CaptureInterface declared) {
        to.declare(declared);
    }

    @Override
    public void packet(ByteBuffer data, int offset, int captured, int original, long time, int iface) {
        packets.increment();
        to.packet(data, offset, captured, original, time, iface);
    }

    @Override
    public void skip(SkipReason reason, long records) {
        to.skip(reason, records);
    }

    @Override
    public void name(Ip address, String name) {
        to.name(address, name);
    }

    @Override
    public void dropped(int iface, long count, long time) {
        dropped.set(iface, count);
        to.dropped(iface, count, time);
    }

    public long packets() {
        return packets.sum();
    }

    /** Packets that were lost before policap could read them. */
    public long dropped() {
        long all = 0;
        for (int i = 0; i < dropped.length(); i++) {
            all += dropped.get(i);
        }
        return all;
    }
}
