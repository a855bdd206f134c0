package io.policap.capture.packet;

import static java.util.Objects.requireNonNull;

import io.policap.capture.packet.connection.TableLimits;
import io.policap.capture.packet.decode.PacketDecoder;
import io.policap.capture.packet.decode.TunnelPorts;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How captures are read.
 *
 * @param vxlanPorts UDP ports taken for VXLAN besides 4789 and 8472
 * @param limits what bounds each connection table
 * @param l7 whether every TCP connection's protocol and HTTP requests are looked for, not only the names of servers
 */
public record CaptureOptions(SortedSet<Integer> vxlanPorts, TableLimits limits, boolean l7) {
    public static final CaptureOptions DEFAULT =
            new CaptureOptions(new TreeSet<>(Set.of()), TableLimits.DEFAULT, false);

    /** The same, looking for protocols and requests. */
    public CaptureOptions withL7() {
        return new CaptureOptions(vxlanPorts, limits, true);
    }

    /** Without a look at protocols and requests. */
    public CaptureOptions(SortedSet<Integer> vxlanPorts, TableLimits limits) {
        this(vxlanPorts, limits, false);
    }

    public CaptureOptions {
        vxlanPorts = Collections.unmodifiableSortedSet(new TreeSet<>(vxlanPorts));
        requireNonNull(limits, "limits");
    }

    PacketDecoder decoder() {
        TunnelPorts ports = vxlanPorts.isEmpty()
                ? TunnelPorts.DEFAULT
                : TunnelPorts.withVxlan(
                        vxlanPorts.stream().mapToInt(Integer::intValue).toArray());
        return new PacketDecoder(ports);
    }
}
