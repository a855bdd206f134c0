package io.policap.cli.command;

import io.policap.capture.packet.CaptureOptions;
import io.policap.capture.packet.connection.TableLimits;
import io.policap.cli.option.Command;
import io.policap.cli.option.Range;
import io.policap.cli.option.Value;
import java.util.SortedSet;

/** How packets are read, as every command takes it that reads captures. */
public final class CaptureArguments {
    private static final int MOST_CONNECTIONS = 1 << 24;
    private static final Range CONNECTIONS = new Range(1, MOST_CONNECTIONS, "is not 1 to " + MOST_CONNECTIONS);
    private static final Range PORTS = new Range(1, 65535, "is not 1 to 65535");

    private final Value<Boolean> l7;
    private final Value<SortedSet<Integer>> vxlanPorts;
    private final Value<Integer> maxConnections;

    CaptureArguments(Command command) {
        l7 = command.option("--l7")
                .description("Keeps what connections carry: methods and paths of plaintext HTTP and the names of its"
                        + " headers, never a value; learn then writes HTTP rules for Cilium. Paths stand in the"
                        + " baseline.")
                .flag();
        vxlanPorts = command.option("--vxlan-port")
                .label("PORT")
                .description("A UDP port that carries VXLAN, besides 4789 and 8472. Repeatable.")
                .wholes(PORTS);
        maxConnections = command.option("--max-connections")
                .label("N")
                .description("Connections of a capture held at a time (default: 262144, about 60 MB); beyond it the"
                        + " least recently used make room, which is counted and said.")
                .whole(TableLimits.DEFAULT.connections(), CONNECTIONS);
    }

    boolean layer7() {
        return l7.value();
    }

    CaptureOptions options() {
        TableLimits usual = TableLimits.DEFAULT;
        return new CaptureOptions(
                vxlanPorts.value(),
                new TableLimits(
                        maxConnections.value(),
                        usual.tcpIdle(),
                        usual.closedIdle(),
                        usual.datagramIdle(),
                        usual.handshakesOnly()),
                layer7());
    }
}
